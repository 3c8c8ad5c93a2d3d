CREATE TABLE "files" (
	"id" uuid PRIMARY KEY,
	"purpose" text NOT NULL,
	"business_id" integer,
	"salon_id" uuid,
	"staff_id" uuid,
	"client_id" uuid,
	"booking_id" uuid,
	"user_id" uuid,
	"name" text,
	"content_type" text,
	"size_bytes" integer NOT NULL,
	"sha256" text,
	"variants" jsonb DEFAULT '[]' NOT NULL,
	"width" integer,
	"height" integer,
	"thumb_hash" text,
	"ready_at" timestamp(3) with time zone,
	"attached_at" timestamp(3) with time zone,
	"removed_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_business_key" UNIQUE("business_id","id"),
	CONSTRAINT "files_size_is_positive" CHECK ("size_bytes" > 0),
	CONSTRAINT "files_are_of_a_business_or_a_person" CHECK (("business_id" is null) = ("purpose" = 'user_photo') and ("business_id" is null) = ("salon_id" is null))
);
--> statement-breakpoint
CREATE TABLE "salon_photos" (
	"business_id" integer,
	"salon_id" uuid,
	"file_id" uuid,
	"position" integer NOT NULL,
	CONSTRAINT "salon_photos_pkey" PRIMARY KEY("business_id","salon_id","file_id")
);
--> statement-breakpoint
CREATE INDEX "files_salon_idx" ON "files" ("business_id","salon_id");--> statement-breakpoint
CREATE INDEX "files_staff_idx" ON "files" ("business_id","staff_id");--> statement-breakpoint
CREATE INDEX "files_client_idx" ON "files" ("business_id","client_id");--> statement-breakpoint
CREATE INDEX "files_booking_idx" ON "files" ("business_id","booking_id");--> statement-breakpoint
CREATE INDEX "files_user_id_idx" ON "files" ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "files_staff_photo_key" ON "files" ("business_id","staff_id") WHERE purpose = 'staff_photo' and attached_at is not null and removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "files_user_photo_key" ON "files" ("user_id") WHERE purpose = 'user_photo' and attached_at is not null and removed_at is null;--> statement-breakpoint
CREATE INDEX "files_removed_idx" ON "files" ("removed_at") WHERE removed_at is not null;--> statement-breakpoint
CREATE INDEX "files_unused_idx" ON "files" ("created_at") WHERE attached_at is null and removed_at is null;--> statement-breakpoint
CREATE INDEX "salon_photos_file_idx" ON "salon_photos" ("business_id","file_id");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_staff_fk" FOREIGN KEY ("business_id","staff_id") REFERENCES "staff"("business_id","id");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_client_fk" FOREIGN KEY ("business_id","client_id") REFERENCES "clients"("business_id","id");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_booking_fk" FOREIGN KEY ("business_id","booking_id") REFERENCES "bookings"("business_id","id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "salon_photos" ADD CONSTRAINT "salon_photos_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "salon_photos" ADD CONSTRAINT "salon_photos_file_fk" FOREIGN KEY ("business_id","file_id") REFERENCES "files"("business_id","id") ON DELETE CASCADE;