import { SALON_STATUSES, ROLES } from "@salon/contracts";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, tenantKey, tenantReference, timestamps, tsvector, version } from "./columns.ts";
import { users } from "./identity.ts";

export const salonStatus = pgEnum("salon_status", SALON_STATUSES);
export const memberRole = pgEnum("member_role", ROLES);

/** The tenant: owns one salon or several. */
export const businesses = pgTable("businesses", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid("public_id").notNull().unique("businesses_public_id_key"),
  /** A sandbox salon is always alone in a business of its own. */
  sandbox: boolean("sandbox").notNull().default(false),
  createdAt: instant("created_at").notNull().defaultNow(),
});

export const salons = pgTable(
  "salons",
  {
    ...tenantKey(),
    slug: text("slug").notNull().unique("salons_slug_key"),
    name: text("name").notNull(),
    about: text("about"),
    status: salonStatus("status").notNull().default("draft"),
    /** What a suspended salon was before, and is again when it is restored. */
    suspendedFrom: salonStatus("suspended_from"),
    sandbox: boolean("sandbox").notNull().default(false),
    /** Where a sandbox's clock stands; null: real time. */
    testNow: instant("test_now"),
    timeZone: text("time_zone").notNull(),
    currency: text("currency").notNull(),
    locale: text("locale").notNull(),
    addressLine1: text("address_line1").notNull(),
    addressLine2: text("address_line2"),
    city: text("city").notNull(),
    postalCode: text("postal_code").notNull(),
    region: text("region"),
    country: text("country").notNull(),
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    email: text("email"),
    phone: text("phone"),
    website: text("website"),
    ratingSum: integer("rating_sum").notNull().default(0),
    ratingCount: integer("rating_count").notNull().default(0),
    hoursVersion: integer("hours_version").notNull().default(1),
    /** `fold_text`, of the migrations, drops case, accents and punctuation. */
    foldedName: text("folded_name")
      .notNull()
      .generatedAlwaysAs(sql`fold_text(name)`),
    searchText: tsvector("search_text").generatedAlwaysAs(
      sql`setweight(to_tsvector('simple', fold_text(name)), 'A') || setweight(to_tsvector('simple', fold_text(city || ' ' || postal_code)), 'B') || setweight(to_tsvector('simple', fold_text(coalesce(about, ''))), 'C')`,
    ),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique("salons_id_key").on(t.id),
    foreignKey({ columns: [t.businessId], foreignColumns: [businesses.id], name: "salons_business_fk" }),
    index("salons_search_text_idx").using("gin", t.searchText),
    index("salons_name_trgm_idx").using("gin", t.foldedName.op("gin_trgm_ops")),
    index("salons_listed_place_idx")
      .on(t.latitude, t.longitude)
      .where(sql`status = 'published' and not sandbox`),
    index("salons_listed_newest_idx")
      .on(t.createdAt, t.id)
      .where(sql`status = 'published' and not sandbox`),
    index("salons_listed_name_idx")
      .on(sql`left(${t.foldedName}, 60)`, t.id)
      .where(sql`status = 'published' and not sandbox`),
    index("salons_listed_rating_idx")
      .on(sql`(${t.ratingSum} * 1000000::bigint / greatest(${t.ratingCount}, 1))`, t.id)
      .where(sql`status = 'published' and not sandbox`),
    check("salons_currency_is_iso4217", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check("salons_country_is_iso3166", sql`${t.country} ~ '^[A-Z]{2}$'`),
    check("salons_time_zone_is_iana", sql`${t.timeZone} ~ '^[A-Za-z][A-Za-z0-9_+/-]*$'`),
    check("salons_location_is_whole", sql`(${t.latitude} is null) = (${t.longitude} is null)`),
    check("salons_latitude_in_range", sql`${t.latitude} between -90 and 90`),
    check("salons_longitude_in_range", sql`${t.longitude} between -180 and 180`),
    check(
      "salons_rating_is_sane",
      sql`${t.ratingCount} >= 0 and ${t.ratingSum} between ${t.ratingCount} and ${t.ratingCount} * 5`,
    ),
    check("salons_only_sandboxes_set_clock", sql`${t.testNow} is null or ${t.sandbox}`),
  ],
);

export const categories = pgTable("categories", {
  slug: text("slug").primaryKey(),
  name: text("name").notNull(),
  position: integer("position").notNull(),
});

export const salonCategories = pgTable(
  "salon_categories",
  {
    businessId: integer("business_id").notNull(),
    salonId: uuid("salon_id").notNull(),
    category: text("category")
      .notNull()
      .references(() => categories.slug),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.salonId, t.category] }),
    tenantReference("salon_categories_salon_fk", [t.businessId, t.salonId], salons),
    index("salon_categories_category_idx").on(t.category),
  ],
);

/** Members count per salon; an owner is one in every salon of the business (`salon_id` null). */
export const salonMembers = pgTable(
  "salon_members",
  {
    ...tenantKey(),
    salonId: uuid("salon_id"),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    role: memberRole("role").notNull(),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("salon_members_salon_fk", [t.businessId, t.salonId], salons),
    foreignKey({
      columns: [t.businessId],
      foreignColumns: [businesses.id],
      name: "salon_members_business_fk",
    }),
    uniqueIndex("salon_members_owner_key")
      .on(t.businessId, t.userId)
      .where(sql`salon_id is null`),
    uniqueIndex("salon_members_user_key")
      .on(t.businessId, t.salonId, t.userId)
      .where(sql`salon_id is not null`),
    index("salon_members_user_id_idx").on(t.userId),
    index("salon_members_id_idx").on(t.id),
    check("salon_members_owners_own_the_business", sql`(${t.role} = 'owner') = (${t.salonId} is null)`),
  ],
);

/** Every change makes a new row; a booking keeps the version under which it was made. */
/** Somebody asked by mail to work for a salon. The link of the mail is derived from the row and kept nowhere. */
export const invitations = pgTable(
  "invitations",
  {
    ...tenantKey(),
    salonId: uuid("salon_id").notNull(),
    email: text("email").notNull(),
    role: memberRole("role").notNull(),
    invitedBy: uuid("invited_by")
      .notNull()
      .references(() => users.id),
    expiresAt: instant("expires_at").notNull(),
    sentAt: instant("sent_at"),
    acceptedAt: instant("accepted_at"),
    revokedAt: instant("revoked_at"),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("invitations_salon_fk", [t.businessId, t.salonId], salons),
    index("invitations_id_idx").on(t.id),
    index("invitations_salon_idx").on(t.businessId, t.salonId, t.createdAt, t.id),
    index("invitations_invited_by_idx").on(t.invitedBy),
    index("invitations_email_idx").on(t.email),
    index("invitations_ended_idx").on(sql`coalesce(${t.acceptedAt}, ${t.revokedAt}, ${t.expiresAt})`),
    uniqueIndex("invitations_open_key")
      .on(t.businessId, t.salonId, t.email)
      .where(sql`accepted_at is null and revoked_at is null`),
  ],
);

export const bookingPolicies = pgTable(
  "booking_policies",
  {
    businessId: integer("business_id").notNull(),
    salonId: uuid("salon_id").notNull(),
    version: integer("version").notNull(),
    slotStepMinutes: integer("slot_step_minutes"),
    leadTimeMinutes: integer("lead_time_minutes").notNull(),
    horizonDays: integer("horizon_days").notNull(),
    cancelWindowMinutes: integer("cancel_window_minutes").notNull(),
    rescheduleWindowMinutes: integer("reschedule_window_minutes").notNull(),
    holdMinutes: integer("hold_minutes").notNull(),
    waitlistOfferMinutes: integer("waitlist_offer_minutes").notNull().default(30),
    requiresApproval: boolean("requires_approval").notNull(),
    approvalMinutes: integer("approval_minutes").notNull(),
    lateCancel: text("late_cancel", { enum: ["refuse", "allow"] }).notNull(),
    maxBookingsPerStaffPerDay: integer("max_bookings_per_staff_per_day"),
    reminderMinutesBefore: integer("reminder_minutes_before").array().notNull().default([1440, 120]),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.salonId, t.version] }),
    tenantReference("booking_policies_salon_fk", [t.businessId, t.salonId], salons),
    check("booking_policies_step_is_positive", sql`${t.slotStepMinutes} > 0`),
    check(
      "booking_policies_minutes_are_sane",
      sql`${t.leadTimeMinutes} >= 0 and ${t.horizonDays} >= 0 and ${t.cancelWindowMinutes} >= 0 and ${t.rescheduleWindowMinutes} >= 0 and ${t.holdMinutes} > 0 and ${t.approvalMinutes} > 0`,
    ),
    check("booking_policies_offers_are_short", sql`${t.waitlistOfferMinutes} between 5 and 1440`),
    check("booking_policies_daily_limit_is_positive", sql`${t.maxBookingsPerStaffPerDay} > 0`),
    check("booking_policies_reminders_are_sane", sql`0 < all (${t.reminderMinutesBefore})`),
    check("booking_policies_late_cancel_is_known", sql`${t.lateCancel} in ('refuse', 'allow')`),
  ],
);
