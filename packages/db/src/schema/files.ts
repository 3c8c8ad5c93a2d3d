import { FILE_PURPOSES } from "@salon/contracts";
import type { FileVariant } from "@salon/contracts";
import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bookings } from "./bookings.ts";
import { clients } from "./clients.ts";
import { instant, tenantReference } from "./columns.ts";
import { users } from "./identity.ts";
import { salons } from "./salons.ts";
import { staff } from "./staff.ts";

/** What is kept of a file's bytes, and how many they are; of a picture perhaps as AVIF too. */
export type StoredVariant = {
  readonly variant: FileVariant;
  readonly bytes: number;
  readonly avifBytes?: number;
};

/** What was sent. Its bytes lie in the store, below its id; a row comes after them and goes after them. */
export const files = pgTable(
  "files",
  {
    id: uuid("id").primaryKey(),
    purpose: text("purpose", { enum: FILE_PURPOSES }).notNull(),
    /** Null: a person's own. */
    businessId: integer("business_id"),
    salonId: uuid("salon_id"),
    /** Whose photo it is. */
    staffId: uuid("staff_id"),
    clientId: uuid("client_id"),
    bookingId: uuid("booking_id"),
    /** Who sent it, where that was somebody with an account. */
    userId: uuid("user_id").references(() => users.id),
    name: text("name"),
    contentType: text("content_type"),
    sizeBytes: integer("size_bytes").notNull(),
    sha256: text("sha256"),
    variants: jsonb("variants").$type<readonly StoredVariant[]>().notNull().default([]),
    width: integer("width"),
    height: integer("height"),
    thumbHash: text("thumb_hash"),
    /** When it was found to be what it should be; null: its bytes may still be on their way. */
    readyAt: instant("ready_at"),
    /** Since when something shows it. */
    attachedAt: instant("attached_at"),
    /** From then on it is gone for everybody; its bytes follow. */
    removedAt: instant("removed_at"),
    /** When the picture is to be made as AVIF too; null: that has been done, or cannot be. */
    avifDueAt: instant("avif_due_at").defaultNow(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("files_business_key").on(t.businessId, t.id),
    tenantReference("files_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("files_staff_fk", [t.businessId, t.staffId], staff),
    tenantReference("files_client_fk", [t.businessId, t.clientId], clients),
    tenantReference("files_booking_fk", [t.businessId, t.bookingId], bookings).onDelete("cascade"),
    index("files_salon_idx").on(t.businessId, t.salonId),
    index("files_staff_idx").on(t.businessId, t.staffId),
    index("files_client_idx").on(t.businessId, t.clientId),
    index("files_booking_idx").on(t.businessId, t.bookingId),
    index("files_user_id_idx").on(t.userId),
    uniqueIndex("files_staff_photo_key")
      .on(t.businessId, t.staffId)
      .where(sql`purpose = 'staff_photo' and attached_at is not null and removed_at is null`),
    uniqueIndex("files_user_photo_key")
      .on(t.userId)
      .where(sql`purpose = 'user_photo' and attached_at is not null and removed_at is null`),
    index("files_removed_idx")
      .on(t.removedAt)
      .where(sql`removed_at is not null`),
    index("files_unused_idx")
      .on(t.createdAt)
      .where(sql`attached_at is null and removed_at is null`),
    index("files_avif_due_idx")
      .on(t.avifDueAt)
      .where(
        sql`avif_due_at is not null and content_type = 'image/webp' and ready_at is not null and removed_at is null`,
      ),
    check("files_size_is_positive", sql`${t.sizeBytes} > 0`),
    check(
      "files_are_of_a_business_or_a_person",
      sql`(${t.businessId} is null) = (${t.purpose} = 'user_photo') and (${t.businessId} is null) = (${t.salonId} is null)`,
    ),
  ],
);

/** What a salon shows of itself, in its order. */
export const salonPhotos = pgTable(
  "salon_photos",
  {
    businessId: integer("business_id").notNull(),
    salonId: uuid("salon_id").notNull(),
    fileId: uuid("file_id").notNull(),
    position: integer("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.salonId, t.fileId] }),
    tenantReference("salon_photos_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("salon_photos_file_fk", [t.businessId, t.fileId], files).onDelete("cascade"),
    index("salon_photos_file_idx").on(t.businessId, t.fileId),
  ],
);
