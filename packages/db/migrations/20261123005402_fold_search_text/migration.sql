-- What is searched, and what is searched for, without case, accents (combining marks after NFKD) and punctuation.
CREATE FUNCTION fold_text(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN trim(
  regexp_replace(
    translate(
      replace(replace(replace(regexp_replace(lower(normalize($1, NFKD)), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
      'øłđı', 'oldi'
    ),
    '[\s!-/:-@[-`{-~\u00a1-\u00bf\u2010-\u205e\u3000-\u3003]+', ' ', 'g'
  )
);--> statement-breakpoint
ALTER TABLE "salons" DROP COLUMN "search_text";--> statement-breakpoint
ALTER TABLE "salons" ADD COLUMN "search_text" tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple', fold_text(name)), 'A') || setweight(to_tsvector('simple', fold_text(city || ' ' || postal_code)), 'B') || setweight(to_tsvector('simple', fold_text(coalesce(about, ''))), 'C')) STORED;--> statement-breakpoint
DROP INDEX "salons_name_trgm_idx";--> statement-breakpoint
CREATE INDEX "salons_name_trgm_idx" ON "salons" USING gin (fold_text("name") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "salons_listed_name_idx" ON "salons" (left(fold_text("name"), 60),"id") WHERE status = 'published' and not sandbox;--> statement-breakpoint
CREATE INDEX "salons_listed_rating_idx" ON "salons" (("rating_sum" * 1000000::bigint / greatest("rating_count", 1)),"id") WHERE status = 'published' and not sandbox;--> statement-breakpoint
CREATE INDEX "salons_search_text_idx" ON "salons" USING gin ("search_text");