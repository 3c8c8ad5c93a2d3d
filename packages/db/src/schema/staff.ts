import { sql } from "drizzle-orm";
import {
  boolean,
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
import { serviceVariants } from "./catalog.ts";
import { instant, tenantKey, tenantReference, timestamps, version } from "./columns.ts";
import { users } from "./identity.ts";
import { businesses, salons } from "./salons.ts";

/** Who does the work; the business's, so that a stylist of two branches is in one place at a time. */
export const staff = pgTable(
  "staff",
  {
    ...tenantKey(),
    userId: uuid("user_id").references(() => users.id),
    calendarId: integer("calendar_id").notNull(),
    name: text("name").notNull(),
    title: text("title"),
    bio: text("bio"),
    /** Lower comes first where two are equally busy. */
    position: integer("position").notNull(),
    bookable: boolean("bookable").notNull().default(true),
    ratingSum: integer("rating_sum").notNull().default(0),
    ratingCount: integer("rating_count").notNull().default(0),
    archivedAt: instant("archived_at"),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    foreignKey({ columns: [t.businessId], foreignColumns: [businesses.id], name: "staff_business_fk" }),
    tenantReference("staff_calendar_fk", [t.businessId, t.calendarId], calendars),
    uniqueIndex("staff_calendar_key").on(t.businessId, t.calendarId),
    uniqueIndex("staff_user_key")
      .on(t.businessId, t.userId)
      .where(sql`archived_at is null`),
    index("staff_user_id_idx").on(t.userId),
    index("staff_id_idx").on(t.id),
    check(
      "staff_rating_is_sane",
      sql`${t.ratingCount} >= 0 and ${t.ratingSum} between ${t.ratingCount} and ${t.ratingCount} * 5`,
    ),
  ],
);

/** Where they work. */
export const staffSalons = pgTable(
  "staff_salons",
  {
    businessId: integer("business_id").notNull(),
    salonId: uuid("salon_id").notNull(),
    staffId: uuid("staff_id").notNull(),
    hoursVersion: integer("hours_version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.salonId, t.staffId] }),
    tenantReference("staff_salons_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("staff_salons_staff_fk", [t.businessId, t.staffId], staff),
    index("staff_salons_staff_idx").on(t.businessId, t.staffId),
  ],
);

/** What they do, at their own price and in their own minutes where these are given. */
export const staffServices = pgTable(
  "staff_services",
  {
    businessId: integer("business_id").notNull(),
    staffId: uuid("staff_id").notNull(),
    variantId: uuid("variant_id").notNull(),
    priceMinor: integer("price_minor"),
    segmentMinutes: integer("segment_minutes").array(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.staffId, t.variantId] }),
    tenantReference("staff_services_staff_fk", [t.businessId, t.staffId], staff),
    tenantReference("staff_services_variant_fk", [t.businessId, t.variantId], serviceVariants),
    index("staff_services_variant_idx").on(t.businessId, t.variantId),
    check("staff_services_price_is_not_negative", sql`${t.priceMinor} >= 0`),
    check("staff_services_minutes_are_positive", sql`0 < all (${t.segmentMinutes})`),
  ],
);
