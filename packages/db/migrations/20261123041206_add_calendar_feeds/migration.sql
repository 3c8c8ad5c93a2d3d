CREATE TABLE "calendar_feeds" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"staff_id" uuid,
	"member_id" uuid NOT NULL,
	"token_hash" bytea NOT NULL CONSTRAINT "calendar_feeds_token_hash_key" UNIQUE,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_feeds_pkey" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE INDEX "calendar_feeds_salon_idx" ON "calendar_feeds" ("business_id","salon_id","created_at","id");--> statement-breakpoint
CREATE INDEX "calendar_feeds_staff_idx" ON "calendar_feeds" ("business_id","staff_id");--> statement-breakpoint
CREATE INDEX "calendar_feeds_member_idx" ON "calendar_feeds" ("business_id","member_id");--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_staff_fk" FOREIGN KEY ("business_id","staff_id") REFERENCES "staff"("business_id","id");--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_member_fk" FOREIGN KEY ("business_id","member_id") REFERENCES "salon_members"("business_id","id") ON DELETE CASCADE;