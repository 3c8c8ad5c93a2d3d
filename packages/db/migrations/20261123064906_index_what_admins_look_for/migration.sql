CREATE INDEX "audit_log_impersonator_idx" ON "audit_log" ("impersonator_id","id") WHERE "impersonator_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_log_action_idx" ON "audit_log" ("action","id");--> statement-breakpoint
CREATE INDEX "audit_log_time_idx" ON "audit_log" USING brin ("occurred_at");--> statement-breakpoint
CREATE INDEX "reviews_hidden_idx" ON "reviews" ("open_reports","id") WHERE "status" = 'hidden';