CREATE INDEX "clients_email_idx" ON "clients" ("email") WHERE email is not null;--> statement-breakpoint
CREATE INDEX "clients_phone_idx" ON "clients" ("phone") WHERE phone is not null;