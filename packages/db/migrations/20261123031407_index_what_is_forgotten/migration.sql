CREATE INDEX "bookings_unused_idx" ON "bookings" ("updated_at") WHERE status in ('released', 'expired');--> statement-breakpoint
CREATE INDEX "api_keys_ended_idx" ON "api_keys" (least("revoked_at", "expires_at"));--> statement-breakpoint
CREATE INDEX "invitations_ended_idx" ON "invitations" (coalesce("accepted_at", "revoked_at", "expires_at"));