CREATE TABLE "intake_question_services" (
	"business_id" integer,
	"salon_id" uuid,
	"question" text,
	"service_id" uuid,
	CONSTRAINT "intake_question_services_pkey" PRIMARY KEY("business_id","salon_id","question","service_id")
);
--> statement-breakpoint
CREATE INDEX "intake_question_services_service_idx" ON "intake_question_services" ("business_id","service_id");--> statement-breakpoint
ALTER TABLE "intake_question_services" ADD CONSTRAINT "intake_question_services_form_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "intake_forms"("business_id","salon_id");--> statement-breakpoint
ALTER TABLE "intake_question_services" ADD CONSTRAINT "intake_question_services_service_fk" FOREIGN KEY ("business_id","service_id") REFERENCES "services"("business_id","id");