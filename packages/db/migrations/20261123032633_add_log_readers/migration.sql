CREATE TABLE "log_readers" (
	"name" text PRIMARY KEY,
	"transaction_id" xid8 NOT NULL,
	"event_id" bigint NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "events_place_idx" ON "events" ("transaction_id","id");