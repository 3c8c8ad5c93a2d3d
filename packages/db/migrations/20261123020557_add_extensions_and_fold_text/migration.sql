-- Both are trusted: an ordinary owner of the database may create them.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
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
);
