import { foreignKey, index, pgTable, primaryKey, unique, uuid } from "drizzle-orm/pg-core";
import { bytea, instant, tenantKey } from "./columns.ts";
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
    foreignKey({
      columns: [t.businessId, t.salonId],
      foreignColumns: [salons.businessId, salons.id],
      name: "calendar_feeds_salon_fk",
    }),
    foreignKey({
      columns: [t.businessId, t.staffId],
      foreignColumns: [staff.businessId, staff.id],
      name: "calendar_feeds_staff_fk",
    }),
    foreignKey({
      columns: [t.businessId, t.memberId],
      foreignColumns: [salonMembers.businessId, salonMembers.id],
      name: "calendar_feeds_member_fk",
    }).onDelete("cascade"),
    unique("calendar_feeds_token_hash_key").on(t.tokenHash),
    index("calendar_feeds_salon_idx").on(t.businessId, t.salonId, t.createdAt, t.id),
    index("calendar_feeds_staff_idx").on(t.businessId, t.staffId),
    index("calendar_feeds_member_idx").on(t.businessId, t.memberId),
  ],
);
