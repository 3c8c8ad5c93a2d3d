CREATE TYPE "payment_method" AS ENUM('cash', 'card', 'voucher', 'other');--> statement-breakpoint
CREATE TABLE "payments" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"refund_of" uuid,
	"method" "payment_method" NOT NULL,
	"amount_minor" integer NOT NULL,
	"tip_minor" integer NOT NULL,
	"currency" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"note" text,
	"local_date" date NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "payments_refunds_are_negative" CHECK (("refund_of" is null) = ("amount_minor" > 0)),
	CONSTRAINT "payments_are_not_nothing" CHECK ("amount_minor" <> 0),
	CONSTRAINT "payments_tips_come_in" CHECK ("tip_minor" >= 0 and ("refund_of" is null or "tip_minor" = 0)),
	CONSTRAINT "payments_currency_is_iso4217" CHECK ("currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE INDEX "payments_booking_idx" ON "payments" ("business_id","booking_id");--> statement-breakpoint
CREATE INDEX "payments_refund_of_idx" ON "payments" ("business_id","refund_of");--> statement-breakpoint
CREATE INDEX "payments_staff_idx" ON "payments" ("business_id","staff_id");--> statement-breakpoint
CREATE INDEX "payments_day_idx" ON "payments" ("business_id","salon_id","local_date");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_booking_fk" FOREIGN KEY ("business_id","booking_id") REFERENCES "bookings"("business_id","id");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_refund_of_fk" FOREIGN KEY ("business_id","refund_of") REFERENCES "payments"("business_id","id");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_staff_fk" FOREIGN KEY ("business_id","staff_id") REFERENCES "staff"("business_id","id");