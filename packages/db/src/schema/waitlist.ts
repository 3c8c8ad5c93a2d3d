import { WAITLIST_STATUSES } from "@salon/contracts";
import type { ItemRequest } from "@salon/contracts";
import { sql } from "drizzle-orm";
import { check, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { visitMode } from "./bookings.ts";
import { clients } from "./clients.ts";
import { bytea, instant, tenantKey, tenantReference, timestamps, version } from "./columns.ts";
import { users } from "./identity.ts";
import { salons } from "./salons.ts";

/** Somebody who waits for time to become free. */
export const waitlistEntries = pgTable(
  "waitlist_entries",
  {
    ...tenantKey(),
    salonId: uuid("salon_id").notNull(),
    clientId: uuid("client_id").notNull(),
    /** The account that asked, who need not be the person served. */
    bookerId: uuid("booker_id").references(() => users.id),
    items: jsonb("items").$type<readonly ItemRequest[]>().notNull(),
    mode: visitMode("mode").notNull(),
    maxWaitMinutes: integer("max_wait_minutes").notNull(),
    fromDate: date("from_date", { mode: "string" }).notNull(),
    toDate: date("to_date", { mode: "string" }).notNull(),
    afterMinute: integer("after_minute"),
    beforeMinute: integer("before_minute"),
    /** The dates as instants of the salon's zone. */
    opensAt: instant("opens_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    status: text("status", { enum: WAITLIST_STATUSES }).notNull().default("waiting"),
    /** A hold; it is forgotten after its time, and the entry with it. */
    offeredBookingId: uuid("offered_booking_id"),
    /** SHA-256 of a guest's token. */
    tokenHash: bytea("token_hash"),
    /** When it is to be looked whether there is time; null: nothing has become free. */
    lookAt: instant("look_at"),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("waitlist_entries_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("waitlist_entries_client_fk", [t.businessId, t.clientId], clients),
    index("waitlist_entries_salon_idx").on(t.businessId, t.salonId, t.createdAt, t.id),
    index("waitlist_entries_client_idx").on(t.businessId, t.clientId),
    index("waitlist_entries_booker_idx").on(t.bookerId),
    index("waitlist_entries_waiting_idx")
      .on(t.salonId, t.createdAt, t.id)
      .where(sql`status = 'waiting'`),
    index("waitlist_entries_due_idx")
      .on(t.lookAt)
      .where(sql`status = 'waiting' and look_at is not null`),
    index("waitlist_entries_offered_idx")
      .on(t.offeredBookingId)
      .where(sql`status = 'offered'`),
    index("waitlist_entries_ended_idx")
      .on(t.updatedAt)
      .where(sql`status in ('booked', 'left', 'expired')`),
    check(
      "waitlist_entries_range_is_not_empty",
      sql`${t.fromDate} <= ${t.toDate} and ${t.opensAt} < ${t.endsAt}`,
    ),
    check(
      "waitlist_entries_offers_name_a_booking",
      sql`${t.status} not in ('offered', 'booked') or ${t.offeredBookingId} is not null`,
    ),
  ],
);
