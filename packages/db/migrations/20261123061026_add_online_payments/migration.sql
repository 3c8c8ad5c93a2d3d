ALTER TYPE "payment_method" ADD VALUE 'online';--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "reference" text;--> statement-breakpoint
CREATE UNIQUE INDEX "payments_provider_once" ON "payments" ("business_id","provider","reference") WHERE "provider" is not null;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_online_name_their_provider" CHECK (("method"::text = 'online') = ("provider" is not null) and ("provider" is null) = ("reference" is null));