CREATE TABLE "waitlist_entries" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"booker_id" uuid,
	"items" jsonb NOT NULL,
	"mode" "visit_mode" NOT NULL,
	"max_wait_minutes" integer NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"after_minute" integer,
	"before_minute" integer,
	"opens_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"offered_booking_id" uuid,
	"token_hash" bytea,
	"look_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "waitlist_entries_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "waitlist_entries_range_is_not_empty" CHECK ("from_date" <= "to_date" and "opens_at" < "ends_at"),
	CONSTRAINT "waitlist_entries_offers_name_a_booking" CHECK ("status" not in ('offered', 'booked') or "offered_booking_id" is not null)
);
--> statement-breakpoint
CREATE INDEX "waitlist_entries_salon_idx" ON "waitlist_entries" ("business_id","salon_id","created_at","id");--> statement-breakpoint
CREATE INDEX "waitlist_entries_client_idx" ON "waitlist_entries" ("business_id","client_id");--> statement-breakpoint
CREATE INDEX "waitlist_entries_booker_idx" ON "waitlist_entries" ("booker_id");--> statement-breakpoint
CREATE INDEX "waitlist_entries_waiting_idx" ON "waitlist_entries" ("salon_id","created_at","id") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "waitlist_entries_due_idx" ON "waitlist_entries" ("look_at") WHERE status = 'waiting' and look_at is not null;--> statement-breakpoint
CREATE INDEX "waitlist_entries_offered_idx" ON "waitlist_entries" ("offered_booking_id") WHERE status = 'offered';--> statement-breakpoint
CREATE INDEX "waitlist_entries_ended_idx" ON "waitlist_entries" ("updated_at") WHERE status in ('booked', 'left', 'expired');--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_booker_id_users_id_fkey" FOREIGN KEY ("booker_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_client_fk" FOREIGN KEY ("business_id","client_id") REFERENCES "clients"("business_id","id");--> statement-breakpoint
INSERT INTO "log_readers" ("name", "transaction_id", "event_id") VALUES ('waitlist', pg_current_xact_id(), 0);
