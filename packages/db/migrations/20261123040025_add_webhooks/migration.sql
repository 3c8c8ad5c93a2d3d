CREATE TABLE "webhook_deliveries" (
	"business_id" integer,
	"id" uuid,
	"webhook_id" uuid NOT NULL,
	"event_id" bigint NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" jsonb DEFAULT '[]' NOT NULL,
	"next_attempt_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"claimed_until" timestamp(3) with time zone,
	"delivered_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "webhook_deliveries_are_delivered_at_a_time" CHECK (("status" = 'delivered') = ("delivered_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"url" text NOT NULL,
	"description" text,
	"event_types" text[],
	"secret" bytea NOT NULL,
	"previous_secret" bytea,
	"previous_secret_until" timestamp(3) with time zone,
	"status" text DEFAULT 'active' NOT NULL,
	"paused_at" timestamp(3) with time zone,
	"pause_reason" text,
	"failing_since" timestamp(3) with time zone,
	"retry_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "webhook_endpoints_pause_has_a_reason" CHECK (("status" = 'paused') = ("pause_reason" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_pending_key" ON "webhook_deliveries" ("business_id","webhook_id","event_id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due_idx" ON "webhook_deliveries" ("business_id","webhook_id","next_attempt_at","event_id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_webhook_idx" ON "webhook_deliveries" ("business_id","webhook_id","created_at","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_created_at_idx" ON "webhook_deliveries" ("created_at");--> statement-breakpoint
CREATE INDEX "webhook_endpoints_salon_idx" ON "webhook_endpoints" ("business_id","salon_id","created_at","id");--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_fk" FOREIGN KEY ("business_id","webhook_id") REFERENCES "webhook_endpoints"("business_id","id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
INSERT INTO "log_readers" ("name", "transaction_id", "event_id") VALUES ('webhooks', pg_current_xact_id(), 0);
