-- Using a session prolongs it; an admin's as somebody else ends when it was said to.
CREATE FUNCTION keep_impersonation_short() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.expires_at := least(NEW.expires_at, OLD.expires_at);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER sessions_impersonation_stays_short BEFORE UPDATE ON "sessions"
  FOR EACH ROW WHEN (OLD.impersonator_id IS NOT NULL) EXECUTE FUNCTION keep_impersonation_short();
