-- Every request counts and nobody needs the count after a crash: it is not worth waiting for the disk.
ALTER TABLE "rate_counters" SET UNLOGGED;
