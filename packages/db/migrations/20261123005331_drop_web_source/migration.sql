ALTER TABLE "bookings" ALTER COLUMN "source" SET DATA TYPE text;--> statement-breakpoint
DROP TYPE "booking_source";--> statement-breakpoint
CREATE TYPE "booking_source" AS ENUM('api', 'salon');--> statement-breakpoint
ALTER TABLE "bookings" ALTER COLUMN "source" SET DATA TYPE "booking_source" USING "source"::"booking_source";