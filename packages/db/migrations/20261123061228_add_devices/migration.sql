CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"name" text,
	"locale" text,
	"token" bytea NOT NULL,
	"token_hash" bytea NOT NULL CONSTRAINT "devices_token_key" UNIQUE,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "address_opt_outs" (
	"business_id" integer,
	"address" bytea,
	"kind" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "address_opt_outs_pkey" PRIMARY KEY("business_id","address","kind")
);
--> statement-breakpoint
ALTER TABLE "notification_deliveries" ADD COLUMN "sent_to" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
CREATE INDEX "devices_user_idx" ON "devices" ("user_id","seen_at","id");--> statement-breakpoint
CREATE INDEX "devices_session_idx" ON "devices" ("session_id");--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_session_id_sessions_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "address_opt_outs" ADD CONSTRAINT "address_opt_outs_business_id_businesses_id_fkey" FOREIGN KEY ("business_id") REFERENCES "businesses"("id");