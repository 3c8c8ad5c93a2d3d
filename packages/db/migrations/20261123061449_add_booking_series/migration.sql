CREATE TABLE "booking_series" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"booker_id" uuid,
	"source" "booking_source" NOT NULL,
	"every_weeks" integer NOT NULL,
	"count" integer,
	"until" date,
	"local_start" text NOT NULL,
	"time_zone" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "booking_series_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "booking_series_repeats" CHECK ("every_weeks" between 1 and 52),
	CONSTRAINT "booking_series_ends_in_one_way" CHECK (num_nonnulls("count", "until") = 1),
	CONSTRAINT "booking_series_is_not_endless" CHECK ("count" between 2 and 52),
	CONSTRAINT "booking_series_start_is_wall_time" CHECK ("local_start" ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$')
);
--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "series_local_start" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "booking_ids" uuid[];--> statement-breakpoint
CREATE INDEX "booking_series_id_idx" ON "booking_series" ("id");--> statement-breakpoint
CREATE INDEX "booking_series_salon_idx" ON "booking_series" ("business_id","salon_id","created_at","id");--> statement-breakpoint
CREATE INDEX "booking_series_client_idx" ON "booking_series" ("business_id","client_id","created_at","id");--> statement-breakpoint
CREATE INDEX "booking_series_booker_idx" ON "booking_series" ("booker_id","created_at","id");--> statement-breakpoint
CREATE INDEX "bookings_series_idx" ON "bookings" ("business_id","series_id","series_local_start") WHERE series_id is not null;--> statement-breakpoint
ALTER TABLE "booking_series" ADD CONSTRAINT "booking_series_booker_id_users_id_fkey" FOREIGN KEY ("booker_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "booking_series" ADD CONSTRAINT "booking_series_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "booking_series" ADD CONSTRAINT "booking_series_client_fk" FOREIGN KEY ("business_id","client_id") REFERENCES "clients"("business_id","id");--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_series_fk" FOREIGN KEY ("business_id","series_id") REFERENCES "booking_series"("business_id","id");--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_of_a_series_have_its_time" CHECK (("series_id" is null) = ("series_local_start" is null) and "series_local_start" ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$');