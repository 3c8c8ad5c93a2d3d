CREATE TABLE "review_photos" (
	"business_id" integer,
	"review_id" uuid,
	"file_id" uuid,
	"position" integer NOT NULL,
	CONSTRAINT "review_photos_pkey" PRIMARY KEY("business_id","review_id","file_id")
);
--> statement-breakpoint
CREATE INDEX "review_photos_file_idx" ON "review_photos" ("business_id","file_id");--> statement-breakpoint
CREATE INDEX "review_reports_created_at_idx" ON "review_reports" ("created_at");--> statement-breakpoint
ALTER TABLE "review_photos" ADD CONSTRAINT "review_photos_review_fk" FOREIGN KEY ("business_id","review_id") REFERENCES "reviews"("business_id","id");--> statement-breakpoint
ALTER TABLE "review_photos" ADD CONSTRAINT "review_photos_file_fk" FOREIGN KEY ("business_id","file_id") REFERENCES "files"("business_id","id") ON DELETE CASCADE;