import { index, pgTable, primaryKey, unique, uuid } from "drizzle-orm/pg-core";
import { bytea, instant, tenantKey, tenantReference } from "./columns.ts";
import { salonMembers, salons } from "./salons.ts";
import { staff } from "./staff.ts";

/** A calendar that somebody's programs subscribe to. It goes with their membership. */
export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    ...tenantKey(),
    salonId: uuid("salon_id").notNull(),
    /** Whose visits it shows; null: the salon's. */
    staffId: uuid("staff_id"),
    memberId: uuid("member_id").notNull(),
    /** SHA-256 of the token in its address. */
    tokenHash: bytea("token_hash").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("calendar_feeds_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("calendar_feeds_staff_fk", [t.businessId, t.staffId], staff),
    tenantReference("calendar_feeds_member_fk", [t.businessId, t.memberId], salonMembers).onDelete("cascade"),
    unique("calendar_feeds_token_hash_key").on(t.tokenHash),
    index("calendar_feeds_salon_idx").on(t.businessId, t.salonId, t.createdAt, t.id),
    index("calendar_feeds_staff_idx").on(t.businessId, t.staffId),
    index("calendar_feeds_member_idx").on(t.businessId, t.memberId),
  ],
);
