import { PRICE_TYPES, SEGMENT_KINDS } from "@salon/contracts";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { calendars } from "./calendars.ts";
import { instant, tenantKey, tenantReference, timestamps, version } from "./columns.ts";
import { salons } from "./salons.ts";

export const priceType = pgEnum("price_type", PRICE_TYPES);
export const segmentKind = pgEnum("segment_kind", SEGMENT_KINDS);

const ofSalon = () => ({ ...tenantKey(), salonId: uuid("salon_id").notNull() });
const archivable = () => ({ archivedAt: instant("archived_at"), version: version(), ...timestamps() });

export const serviceCategories = pgTable(
  "service_categories",
  { ...ofSalon(), name: text("name").notNull(), position: integer("position").notNull(), ...archivable() },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("service_categories_salon_fk", [t.businessId, t.salonId], salons),
    index("service_categories_salon_idx").on(t.businessId, t.salonId, t.position, t.id),
  ],
);

export const services = pgTable(
  "services",
  {
    ...ofSalon(),
    categoryId: uuid("category_id"),
    name: text("name").notNull(),
    description: text("description"),
    onlineBookable: boolean("online_bookable").notNull().default(true),
    ...archivable(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("services_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("services_category_fk", [t.businessId, t.categoryId], serviceCategories),
    index("services_salon_idx").on(t.businessId, t.salonId, t.createdAt, t.id),
    index("services_category_idx").on(t.businessId, t.categoryId),
  ],
);

export const serviceVariants = pgTable(
  "service_variants",
  {
    ...tenantKey(),
    serviceId: uuid("service_id").notNull(),
    name: text("name").notNull(),
    position: integer("position").notNull(),
    priceType: priceType("price_type").notNull(),
    priceMinor: integer("price_minor"),
    bufferBeforeMinutes: integer("buffer_before_minutes").notNull().default(0),
    bufferAfterMinutes: integer("buffer_after_minutes").notNull().default(0),
    archivedAt: instant("archived_at"),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("service_variants_service_fk", [t.businessId, t.serviceId], services),
    index("service_variants_service_idx").on(t.businessId, t.serviceId, t.position),
    index("service_variants_id_idx").on(t.id),
    check("service_variants_price_is_not_negative", sql`${t.priceMinor} >= 0`),
    check(
      "service_variants_price_fits_its_type",
      sql`${t.priceMinor} is not null or ${t.priceType} in ('free', 'on_request')`,
    ),
    check(
      "service_variants_buffers_are_not_negative",
      sql`${t.bufferBeforeMinutes} >= 0 and ${t.bufferAfterMinutes} >= 0`,
    ),
  ],
);

export const serviceSegments = pgTable(
  "service_segments",
  {
    businessId: integer("business_id").notNull(),
    variantId: uuid("variant_id").notNull(),
    position: integer("position").notNull(),
    kind: segmentKind("kind").notNull(),
    minutes: integer("minutes").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.variantId, t.position] }),
    tenantReference("service_segments_variant_fk", [t.businessId, t.variantId], serviceVariants),
    check("service_segments_minutes_are_positive", sql`${t.minutes} > 0`),
  ],
);

export const addOns = pgTable(
  "add_ons",
  {
    ...ofSalon(),
    name: text("name").notNull(),
    minutes: integer("minutes").notNull(),
    priceMinor: integer("price_minor").notNull(),
    ...archivable(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("add_ons_salon_fk", [t.businessId, t.salonId], salons),
    index("add_ons_salon_idx").on(t.businessId, t.salonId, t.createdAt, t.id),
    check("add_ons_minutes_are_not_negative", sql`${t.minutes} >= 0`),
    check("add_ons_price_is_not_negative", sql`${t.priceMinor} >= 0`),
  ],
);

export const serviceAddOns = pgTable(
  "service_add_ons",
  {
    businessId: integer("business_id").notNull(),
    serviceId: uuid("service_id").notNull(),
    addOnId: uuid("add_on_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.serviceId, t.addOnId] }),
    tenantReference("service_add_ons_service_fk", [t.businessId, t.serviceId], services),
    tenantReference("service_add_ons_add_on_fk", [t.businessId, t.addOnId], addOns),
    index("service_add_ons_add_on_idx").on(t.businessId, t.addOnId),
  ],
);

export const resourceTypes = pgTable(
  "resource_types",
  { ...ofSalon(), name: text("name").notNull(), ...archivable() },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("resource_types_salon_fk", [t.businessId, t.salonId], salons),
    index("resource_types_salon_idx").on(t.businessId, t.salonId, t.createdAt, t.id),
  ],
);

export const resources = pgTable(
  "resources",
  {
    ...ofSalon(),
    resourceTypeId: uuid("resource_type_id").notNull(),
    calendarId: integer("calendar_id").notNull(),
    name: text("name").notNull(),
    position: integer("position").notNull(),
    ...archivable(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("resources_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("resources_type_fk", [t.businessId, t.resourceTypeId], resourceTypes),
    tenantReference("resources_calendar_fk", [t.businessId, t.calendarId], calendars),
    index("resources_salon_idx").on(t.businessId, t.salonId, t.position, t.id),
    index("resources_type_idx").on(t.businessId, t.resourceTypeId),
    uniqueIndex("resources_calendar_key").on(t.businessId, t.calendarId),
  ],
);

/** What a variant needs: throughout (`segment` null), or in one of its segments. */
export const variantResources = pgTable(
  "variant_resources",
  {
    ...tenantKey(),
    variantId: uuid("variant_id").notNull(),
    segment: integer("segment"),
    resourceTypeId: uuid("resource_type_id").notNull(),
    quantity: integer("quantity").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("variant_resources_variant_fk", [t.businessId, t.variantId], serviceVariants),
    tenantReference("variant_resources_type_fk", [t.businessId, t.resourceTypeId], resourceTypes),
    index("variant_resources_variant_idx").on(t.businessId, t.variantId),
    index("variant_resources_type_idx").on(t.businessId, t.resourceTypeId),
    check("variant_resources_quantity_is_positive", sql`${t.quantity} > 0`),
  ],
);
