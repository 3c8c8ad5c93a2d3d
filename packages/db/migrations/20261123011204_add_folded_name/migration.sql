ALTER TABLE "salons" ADD COLUMN "folded_name" text GENERATED ALWAYS AS (fold_text(name)) STORED NOT NULL;--> statement-breakpoint
DROP INDEX "salons_name_trgm_idx";--> statement-breakpoint
CREATE INDEX "salons_name_trgm_idx" ON "salons" USING gin ("folded_name" gin_trgm_ops);--> statement-breakpoint
DROP INDEX "salons_listed_name_idx";--> statement-breakpoint
CREATE INDEX "salons_listed_name_idx" ON "salons" (left("folded_name", 60),"id") WHERE status = 'published' and not sandbox;