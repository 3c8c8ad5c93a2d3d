import { BOOKING_SOURCES, BOOKING_STATUSES, MODES, PICK_REASONS, PRICE_LINE_KINDS } from "@salon/contracts";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { serviceVariants } from "./catalog.ts";
import { clients } from "./clients.ts";
import { bytea, instant, tenantKey, tenantReference, timestamps, version } from "./columns.ts";
import { users } from "./identity.ts";
import { bookingPolicies, salons } from "./salons.ts";
import { staff } from "./staff.ts";

export const bookingStatus = pgEnum("booking_status", BOOKING_STATUSES);
export const bookingSource = pgEnum("booking_source", BOOKING_SOURCES);
export const visitMode = pgEnum("visit_mode", MODES);
export const pickReason = pgEnum("pick_reason", PICK_REASONS);
export const priceLineKind = pgEnum("price_line_kind", PRICE_LINE_KINDS);

/** `2027-06-14T10:00:00`: ordered as text as it is in time. */
const WALL_TIME = sql.raw(String.raw`'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$'`);

/** Visits that somebody booked at once, one every so many weeks. */
export const bookingSeries = pgTable(
  "booking_series",
  {
    ...tenantKey(),
    salonId: uuid("salon_id").notNull(),
    clientId: uuid("client_id").notNull(),
    /** The account that booked, who need not be the person served. */
    bookerId: uuid("booker_id").references(() => users.id),
    source: bookingSource("source").notNull(),
    everyWeeks: integer("every_weeks").notNull(),
    count: integer("count"),
    /** Local date of the last visit that may be. */
    until: date("until", { mode: "string" }),
    /** Wall time of the first visit, by the rule, and the zone in which it was read. */
    localStart: text("local_start").notNull(),
    timeZone: text("time_zone").notNull(),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("booking_series_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("booking_series_client_fk", [t.businessId, t.clientId], clients),
    index("booking_series_id_idx").on(t.id),
    index("booking_series_salon_idx").on(t.businessId, t.salonId, t.createdAt, t.id),
    index("booking_series_client_idx").on(t.businessId, t.clientId, t.createdAt, t.id),
    index("booking_series_booker_idx").on(t.bookerId, t.createdAt, t.id),
    check("booking_series_repeats", sql`${t.everyWeeks} between 1 and 52`),
    check("booking_series_ends_in_one_way", sql`num_nonnulls(${t.count}, ${t.until}) = 1`),
    check("booking_series_is_not_endless", sql`${t.count} between 2 and 52`),
    check("booking_series_start_is_wall_time", sql`${t.localStart} ~ ${WALL_TIME}`),
  ],
);

export const bookings = pgTable(
  "bookings",
  {
    ...tenantKey(),
    salonId: uuid("salon_id").notNull(),
    groupId: uuid("group_id"),
    /** The person served; a hold may have none yet. */
    clientId: uuid("client_id"),
    /** The account that booked, who need not be the person served. */
    bookerId: uuid("booker_id").references(() => users.id),
    status: bookingStatus("status").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    /** Where and when it was booked for, in wall time; a later change of the zone's rules is seen beside it. */
    localStart: text("local_start").notNull(),
    timeZone: text("time_zone").notNull(),
    mode: visitMode("mode").notNull(),
    maxWaitMinutes: integer("max_wait_minutes").notNull(),
    source: bookingSource("source").notNull(),
    currency: text("currency").notNull(),
    policyVersion: integer("policy_version").notNull(),
    note: text("note"),
    cancelReason: text("cancel_reason"),
    holdExpiresAt: instant("hold_expires_at"),
    /** A keyed hash of the network that a guest holds it from; gone with the hold. */
    heldBy: bytea("held_by"),
    approvalExpiresAt: instant("approval_expires_at"),
    /** SHA-256 of a guest's booking token. */
    tokenHash: bytea("token_hash"),
    late: boolean("late").notNull().default(false),
    needsAttention: boolean("needs_attention").notNull().default(false),
    overrides: text("overrides").array().notNull().default([]),
    seriesId: uuid("series_id"),
    /** The wall time that its series' rule gives it, wherever it was moved since. */
    seriesLocalStart: text("series_local_start"),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("bookings_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("bookings_client_fk", [t.businessId, t.clientId], clients),
    foreignKey({
      columns: [t.businessId, t.salonId, t.policyVersion],
      foreignColumns: [bookingPolicies.businessId, bookingPolicies.salonId, bookingPolicies.version],
      name: "bookings_policy_fk",
    }),
    tenantReference("bookings_series_fk", [t.businessId, t.seriesId], bookingSeries),
    index("bookings_id_idx").on(t.id),
    index("bookings_salon_start_idx").on(t.businessId, t.salonId, t.startsAt, t.id),
    index("bookings_salon_updated_idx").on(t.businessId, t.salonId, t.updatedAt, t.id),
    index("bookings_policy_idx").on(t.businessId, t.salonId, t.policyVersion),
    index("bookings_client_idx").on(t.businessId, t.clientId, t.startsAt),
    index("bookings_booker_idx").on(t.bookerId, t.startsAt, t.id),
    index("bookings_group_idx")
      .on(t.groupId)
      .where(sql`group_id is not null`),
    index("bookings_series_idx")
      .on(t.businessId, t.seriesId, t.seriesLocalStart)
      .where(sql`series_id is not null`),
    index("bookings_hold_expiry_idx")
      .on(t.holdExpiresAt)
      .where(sql`status = 'held'`),
    index("bookings_held_idx")
      .on(t.businessId, t.id)
      .where(sql`status = 'held'`),
    index("bookings_held_by_idx")
      .on(t.heldBy)
      .where(sql`held_by is not null`),
    index("bookings_approval_expiry_idx")
      .on(t.approvalExpiresAt)
      .where(sql`status = 'pending'`),
    index("bookings_open_end_idx")
      .on(t.endsAt)
      .where(sql`status in ('confirmed', 'checked_in', 'in_service')`),
    index("bookings_unused_idx")
      .on(t.updatedAt)
      .where(sql`status in ('released', 'expired')`),
    check("bookings_is_not_empty", sql`${t.startsAt} < ${t.endsAt}`),
    check("bookings_holds_expire", sql`${t.status} <> 'held' or ${t.holdExpiresAt} is not null`),
    check("bookings_pending_expires", sql`${t.status} <> 'pending' or ${t.approvalExpiresAt} is not null`),
    check(
      "bookings_live_ones_have_a_client",
      sql`${t.clientId} is not null or ${t.status} in ('held', 'released', 'expired')`,
    ),
    check("bookings_currency_is_iso4217", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check("bookings_wait_is_not_negative", sql`${t.maxWaitMinutes} >= 0`),
    check(
      "bookings_of_a_series_have_its_time",
      sql`(${t.seriesId} is null) = (${t.seriesLocalStart} is null) and ${t.seriesLocalStart} ~ ${WALL_TIME}`,
    ),
  ],
);

/** One service of a visit, with what was true when it was booked. */
export const bookingItems = pgTable(
  "booking_items",
  {
    ...tenantKey(),
    bookingId: uuid("booking_id").notNull(),
    position: integer("position").notNull(),
    variantId: uuid("variant_id").notNull(),
    staffId: uuid("staff_id").notNull(),
    serviceName: text("service_name").notNull(),
    variantName: text("variant_name").notNull(),
    staffName: text("staff_name").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    /** Salon-local date of its start, by which daily limits count. */
    localDate: date("local_date", { mode: "string" }).notNull(),
    /** The variant as it was booked: segments with their needs, buffers, needs throughout. */
    shape: jsonb("shape").$type<BookedShape>().notNull(),
    addOns: jsonb("add_ons").$type<BookedAddOn[]>().notNull(),
    resourceIds: uuid("resource_ids").array().notNull(),
    reason: pickReason("reason").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("booking_items_booking_fk", [t.businessId, t.bookingId], bookings),
    tenantReference("booking_items_staff_fk", [t.businessId, t.staffId], staff),
    tenantReference("booking_items_variant_fk", [t.businessId, t.variantId], serviceVariants),
    index("booking_items_booking_idx").on(t.businessId, t.bookingId, t.position),
    index("booking_items_staff_date_idx").on(t.businessId, t.staffId, t.localDate),
    index("booking_items_variant_idx").on(t.businessId, t.variantId),
    check("booking_items_is_not_empty", sql`${t.startsAt} < ${t.endsAt}`),
  ],
);

/** The total of a booking is the sum of its lines. */
export const bookingPriceLines = pgTable(
  "booking_price_lines",
  {
    ...tenantKey(),
    bookingId: uuid("booking_id").notNull(),
    itemId: uuid("item_id"),
    position: integer("position").notNull(),
    kind: priceLineKind("kind").notNull(),
    label: text("label").notNull(),
    amountMinor: integer("amount_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("booking_price_lines_booking_fk", [t.businessId, t.bookingId], bookings),
    tenantReference("booking_price_lines_item_fk", [t.businessId, t.itemId], bookingItems),
    index("booking_price_lines_booking_idx").on(t.businessId, t.bookingId, t.position),
    index("booking_price_lines_item_idx").on(t.businessId, t.itemId),
    check(
      "booking_price_lines_discounts_are_negative",
      sql`(${t.kind} = 'discount') = (${t.amountMinor} < 0)`,
    ),
  ],
);

type Need = { resourceTypeId: string; quantity: number };

export type BookedShape = {
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  resources: Need[];
  segments: { kind: "active" | "processing"; minutes: number; resources: Need[] }[];
};

export type BookedAddOn = { id: string; name: string; minutes: number };
