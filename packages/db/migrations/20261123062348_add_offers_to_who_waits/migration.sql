ALTER TYPE "booking_source" ADD VALUE 'waitlist';--> statement-breakpoint
ALTER TABLE "booking_policies" ADD COLUMN "waitlist_offer_minutes" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policies" ADD CONSTRAINT "booking_policies_offers_are_short" CHECK ("waitlist_offer_minutes" between 5 and 1440);--> statement-breakpoint
-- From now on whoever waits for days beyond the horizon is looked at when these come into it; who waits already is looked at once.
UPDATE "waitlist_entries" SET "look_at" = now() WHERE "status" = 'waiting' AND "look_at" IS NULL;
