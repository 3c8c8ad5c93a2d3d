CREATE TABLE "client_intakes" (
	"business_id" integer,
	"salon_id" uuid,
	"client_id" uuid,
	"answers" jsonb NOT NULL,
	"consents" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_intakes_pkey" PRIMARY KEY("business_id","salon_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "intake_forms" (
	"business_id" integer,
	"salon_id" uuid,
	"questions" jsonb NOT NULL,
	"consents" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "intake_forms_pkey" PRIMARY KEY("business_id","salon_id")
);
--> statement-breakpoint
CREATE INDEX "client_intakes_client_idx" ON "client_intakes" ("business_id","client_id");--> statement-breakpoint
ALTER TABLE "client_intakes" ADD CONSTRAINT "client_intakes_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "client_intakes" ADD CONSTRAINT "client_intakes_client_fk" FOREIGN KEY ("business_id","client_id") REFERENCES "clients"("business_id","id");--> statement-breakpoint
ALTER TABLE "intake_forms" ADD CONSTRAINT "intake_forms_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");