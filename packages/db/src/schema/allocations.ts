import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { bookings } from "./bookings.ts";
import { calendars } from "./calendars.ts";
import { tenantReference, tstzrange } from "./columns.ts";

/**
 * Time that a live booking takes of a calendar. `allocations_no_overlap`, an exclusion constraint from the first
 * migration, makes double booking impossible.
 */
export const allocations = pgTable(
  "allocations",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    businessId: integer("business_id").notNull(),
    bookingId: uuid("booking_id").notNull(),
    calendarId: integer("calendar_id").notNull(),
    during: tstzrange("during").notNull(),
  },
  (t) => [
    tenantReference("allocations_booking_fk", [t.businessId, t.bookingId], bookings),
    tenantReference("allocations_calendar_fk", [t.businessId, t.calendarId], calendars),
    index("allocations_booking_idx").on(t.businessId, t.bookingId),
    check("allocations_is_half_open", sql`lower_inc(${t.during}) and not upper_inc(${t.during})`),
    check("allocations_is_bounded", sql`not lower_inf(${t.during}) and not upper_inf(${t.during})`),
    check("allocations_is_not_empty", sql`not isempty(${t.during})`),
    check(
      "allocations_is_at_most_31_days",
      sql`upper(${t.during}) - lower(${t.during}) <= interval '31 days'`,
    ),
  ],
);
