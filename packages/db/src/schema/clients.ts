import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { calendars } from "./calendars.ts";
import { instant, tenantKey, tenantReference, timestamps, version } from "./columns.ts";
import { users } from "./identity.ts";
import { businesses } from "./salons.ts";

/** The business's own record of a person it serves. */
export const clients = pgTable(
  "clients",
  {
    ...tenantKey(),
    userId: uuid("user_id").references(() => users.id),
    calendarId: integer("calendar_id").notNull(),
    name: text("name").notNull(),
    email: text("email"),
    phone: text("phone"),
    locale: text("locale"),
    timeZone: text("time_zone"),
    notes: text("notes"),
    /** Since when nobody with their account or contact books online. */
    blockedAt: instant("blocked_at"),
    blockReason: text("block_reason"),
    /** Set when merged into another record. */
    mergedInto: uuid("merged_into"),
    archivedAt: instant("archived_at"),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    foreignKey({ columns: [t.businessId], foreignColumns: [businesses.id], name: "clients_business_fk" }),
    tenantReference("clients_calendar_fk", [t.businessId, t.calendarId], calendars),
    tenantReference("clients_merged_into_fk", [t.businessId, t.mergedInto], t),
    uniqueIndex("clients_calendar_key").on(t.businessId, t.calendarId),
    uniqueIndex("clients_user_key")
      .on(t.businessId, t.userId)
      .where(sql`archived_at is null`),
    index("clients_user_id_idx").on(t.userId),
    index("clients_merged_into_idx").on(t.businessId, t.mergedInto),
    index("clients_listed_idx").on(t.businessId, t.createdAt, t.id),
    index("clients_email_idx")
      .on(t.email)
      .where(sql`email is not null`),
    index("clients_phone_idx")
      .on(t.phone)
      .where(sql`phone is not null`),
    index("clients_updated_idx").on(t.businessId, t.updatedAt, t.id),
    index("clients_blocked_idx")
      .on(t.businessId, t.blockedAt, t.id)
      .where(sql`blocked_at is not null`),
    check("clients_reason_is_of_a_block", sql`${t.blockReason} is null or ${t.blockedAt} is not null`),
    index("clients_name_trgm_idx").using("gin", sql`lower(${t.name}) gin_trgm_ops`),
  ],
);
