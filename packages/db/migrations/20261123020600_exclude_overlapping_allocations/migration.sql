-- Whatever can be in only one place at a time is: whoever writes, however many at once.
-- Not deferrable: ON CONFLICT DO NOTHING needs it so.
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_no_overlap"
  EXCLUDE USING gist ("business_id" WITH =, "calendar_id" WITH =, "during" WITH &&);
