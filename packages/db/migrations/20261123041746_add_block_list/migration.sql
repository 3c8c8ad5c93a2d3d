ALTER TABLE "clients" ADD COLUMN "blocked_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "block_reason" text;--> statement-breakpoint
CREATE INDEX "clients_blocked_idx" ON "clients" ("business_id","blocked_at","id") WHERE blocked_at is not null;--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_reason_is_of_a_block" CHECK ("block_reason" is null or "blocked_at" is not null);