ALTER TABLE "bookings" ADD COLUMN "held_by" bytea;--> statement-breakpoint
CREATE INDEX "bookings_held_by_idx" ON "bookings" ("held_by") WHERE held_by is not null;