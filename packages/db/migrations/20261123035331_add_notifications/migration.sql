CREATE TYPE "delivery_state" AS ENUM('waiting', 'sending', 'sent', 'skipped', 'failed');--> statement-breakpoint
CREATE TYPE "notification_channel" AS ENUM('email', 'in_app', 'sms', 'push');--> statement-breakpoint
CREATE TABLE "client_opt_outs" (
	"business_id" integer,
	"client_id" uuid,
	"kind" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_opt_outs_pkey" PRIMARY KEY("business_id","client_id","kind")
);
--> statement-breakpoint
CREATE TABLE "notification_deliveries" (
	"business_id" integer,
	"id" uuid,
	"notification_id" uuid NOT NULL,
	"channel" "notification_channel" NOT NULL,
	"due_at" timestamp(3) with time zone,
	"state" "delivery_state" DEFAULT 'waiting'::"delivery_state" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp(3) with time zone,
	"sent_at" timestamp(3) with time zone,
	"failure" text,
	CONSTRAINT "notification_deliveries_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "notification_deliveries_channel_key" UNIQUE("business_id","notification_id","channel"),
	CONSTRAINT "notification_deliveries_are_sent_at_a_time" CHECK (("state" = 'sent') = ("sent_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"user_id" uuid,
	"kind" text,
	"channel" "notification_channel",
	"enabled" boolean NOT NULL,
	CONSTRAINT "notification_preferences_pkey" PRIMARY KEY("user_id","kind","channel")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"minutes_before" integer,
	"user_id" uuid,
	"client_id" uuid,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"former_starts_at" timestamp(3) with time zone,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "notifications_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"shown_in" xid8,
	"shown_at" timestamp(3) with time zone,
	"read_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notifications_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "notifications_once_key" UNIQUE NULLS NOT DISTINCT("business_id","subject_id","version","kind","minutes_before","user_id","client_id"),
	CONSTRAINT "notifications_are_for_one" CHECK (num_nonnulls("user_id", "client_id") = 1),
	CONSTRAINT "notifications_are_shown_at_a_place" CHECK (("shown_in" is null) = ("shown_at" is null))
);
--> statement-breakpoint
ALTER TABLE "booking_policies" ADD COLUMN "reminder_minutes_before" integer[] DEFAULT '{1440,120}'::integer[] NOT NULL;--> statement-breakpoint
CREATE INDEX "notification_deliveries_due_idx" ON "notification_deliveries" ("next_attempt_at") WHERE state in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "notifications_salon_idx" ON "notifications" ("business_id","salon_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notifications_user_idx" ON "notifications" ("user_id","shown_in","number");--> statement-breakpoint
CREATE INDEX "notifications_client_idx" ON "notifications" ("business_id","client_id");--> statement-breakpoint
CREATE INDEX "notifications_created_at_idx" ON "notifications" ("created_at");--> statement-breakpoint
ALTER TABLE "client_opt_outs" ADD CONSTRAINT "client_opt_outs_client_fk" FOREIGN KEY ("business_id","client_id") REFERENCES "clients"("business_id","id");--> statement-breakpoint
ALTER TABLE "notification_deliveries" ADD CONSTRAINT "notification_deliveries_notification_fk" FOREIGN KEY ("business_id","notification_id") REFERENCES "notifications"("business_id","id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_client_fk" FOREIGN KEY ("business_id","client_id") REFERENCES "clients"("business_id","id");--> statement-breakpoint
ALTER TABLE "booking_policies" ADD CONSTRAINT "booking_policies_reminders_are_sane" CHECK (0 < all ("reminder_minutes_before"));--> statement-breakpoint
INSERT INTO "log_readers" ("name", "transaction_id", "event_id") VALUES ('notifications', pg_current_xact_id(), 0);
