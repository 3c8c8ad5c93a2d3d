CREATE TYPE "review_status" AS ENUM('published', 'hidden', 'deleted');--> statement-breakpoint
CREATE TABLE "favorites" (
	"business_id" integer,
	"salon_id" uuid,
	"user_id" uuid,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "favorites_pkey" PRIMARY KEY("business_id","salon_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "review_reports" (
	"business_id" integer,
	"id" uuid,
	"review_id" uuid NOT NULL,
	"reporter_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"text" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_reports_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "review_reports_once_key" UNIQUE("business_id","review_id","reporter_id")
);
--> statement-breakpoint
CREATE TABLE "review_staff" (
	"business_id" integer,
	"review_id" uuid,
	"staff_id" uuid,
	"rating" integer,
	CONSTRAINT "review_staff_pkey" PRIMARY KEY("business_id","review_id","staff_id"),
	CONSTRAINT "review_staff_rating_in_range" CHECK ("rating" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"author_id" uuid,
	"status" "review_status" DEFAULT 'published'::"review_status" NOT NULL,
	"rating" integer NOT NULL,
	"text" text,
	"reply" text,
	"replied_at" timestamp(3) with time zone,
	"edited_at" timestamp(3) with time zone,
	"open_reports" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reviews_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "reviews_booking_key" UNIQUE("business_id","booking_id"),
	CONSTRAINT "reviews_rating_in_range" CHECK ("rating" between 1 and 5),
	CONSTRAINT "reviews_reports_are_not_negative" CHECK ("open_reports" >= 0)
);
--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "rating_sum" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "rating_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "favorites_user_idx" ON "favorites" ("user_id","created_at","salon_id");--> statement-breakpoint
CREATE INDEX "review_reports_reporter_idx" ON "review_reports" ("reporter_id");--> statement-breakpoint
CREATE INDEX "review_staff_staff_idx" ON "review_staff" ("business_id","staff_id","review_id");--> statement-breakpoint
CREATE INDEX "reviews_id_idx" ON "reviews" ("id");--> statement-breakpoint
CREATE INDEX "reviews_author_idx" ON "reviews" ("author_id");--> statement-breakpoint
CREATE INDEX "reviews_newest_idx" ON "reviews" ("business_id","salon_id","created_at","id");--> statement-breakpoint
CREATE INDEX "reviews_rating_idx" ON "reviews" ("business_id","salon_id","rating","created_at","id");--> statement-breakpoint
CREATE INDEX "reviews_queue_idx" ON "reviews" ("open_reports","id");--> statement-breakpoint
ALTER TABLE "favorites" ADD CONSTRAINT "favorites_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "favorites" ADD CONSTRAINT "favorites_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "review_reports" ADD CONSTRAINT "review_reports_reporter_id_users_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "review_reports" ADD CONSTRAINT "review_reports_review_fk" FOREIGN KEY ("business_id","review_id") REFERENCES "reviews"("business_id","id");--> statement-breakpoint
ALTER TABLE "review_staff" ADD CONSTRAINT "review_staff_review_fk" FOREIGN KEY ("business_id","review_id") REFERENCES "reviews"("business_id","id");--> statement-breakpoint
ALTER TABLE "review_staff" ADD CONSTRAINT "review_staff_staff_fk" FOREIGN KEY ("business_id","staff_id") REFERENCES "staff"("business_id","id");--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_author_id_users_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_booking_fk" FOREIGN KEY ("business_id","booking_id") REFERENCES "bookings"("business_id","id");--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_rating_is_sane" CHECK ("rating_count" >= 0 and "rating_sum" between "rating_count" and "rating_count" * 5);