import { REPORT_REASONS, REVIEW_STATUSES } from "@salon/contracts";
import { sql } from "drizzle-orm";
import { check, index, integer, pgEnum, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bookings } from "./bookings.ts";
import { instant, tenantKey, tenantReference, timestamps, version } from "./columns.ts";
import { files } from "./files.ts";
import { users } from "./identity.ts";
import { salons } from "./salons.ts";
import { staff } from "./staff.ts";

export const reviewStatus = pgEnum("review_status", REVIEW_STATUSES);

/** What somebody says of a visit: one for each, ever. A deleted one stays without its text, and takes the place. */
export const reviews = pgTable(
  "reviews",
  {
    ...tenantKey(),
    salonId: uuid("salon_id").notNull(),
    bookingId: uuid("booking_id").notNull(),
    /** The account that wrote it; null: a guest with the booking's token. */
    authorId: uuid("author_id").references(() => users.id),
    /** A guest's first name as it was then: their record is the salon's to change, and their review is not. */
    guestName: text("guest_name"),
    status: reviewStatus("status").notNull().default("published"),
    rating: integer("rating").notNull(),
    text: text("text"),
    /** The salon's answer, which may speak of the author. */
    reply: text("reply"),
    repliedAt: instant("replied_at"),
    /** By the salon's clock, as when it was written. */
    editedAt: instant("edited_at"),
    /** Reports since an admin last judged it. */
    openReports: integer("open_reports").notNull().default(0),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("reviews_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("reviews_booking_fk", [t.businessId, t.bookingId], bookings),
    unique("reviews_booking_key").on(t.businessId, t.bookingId),
    index("reviews_id_idx").on(t.id),
    index("reviews_author_idx").on(t.authorId),
    index("reviews_newest_idx").on(t.businessId, t.salonId, t.createdAt, t.id),
    index("reviews_rating_idx").on(t.businessId, t.salonId, t.rating, t.createdAt, t.id),
    index("reviews_queue_idx").on(t.openReports, t.id),
    index("reviews_hidden_idx")
      .on(t.openReports, t.id)
      .where(sql`${t.status} = 'hidden'`),
    check("reviews_rating_in_range", sql`${t.rating} between 1 and 5`),
    check("reviews_reports_are_not_negative", sql`${t.openReports} >= 0`),
  ],
);

/** Who served at the visit, and how they were rated, if they were. */
export const reviewStaff = pgTable(
  "review_staff",
  {
    businessId: integer("business_id").notNull(),
    reviewId: uuid("review_id").notNull(),
    staffId: uuid("staff_id").notNull(),
    rating: integer("rating"),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.reviewId, t.staffId] }),
    tenantReference("review_staff_review_fk", [t.businessId, t.reviewId], reviews),
    tenantReference("review_staff_staff_fk", [t.businessId, t.staffId], staff),
    index("review_staff_staff_idx").on(t.businessId, t.staffId, t.reviewId),
    check("review_staff_rating_in_range", sql`${t.rating} between 1 and 5`),
  ],
);

/** What a review shows, in its order. Of a hidden one the photos go within days, and with them their rows. */
export const reviewPhotos = pgTable(
  "review_photos",
  {
    businessId: integer("business_id").notNull(),
    reviewId: uuid("review_id").notNull(),
    fileId: uuid("file_id").notNull(),
    position: integer("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.reviewId, t.fileId] }),
    tenantReference("review_photos_review_fk", [t.businessId, t.reviewId], reviews),
    tenantReference("review_photos_file_fk", [t.businessId, t.fileId], files).onDelete("cascade"),
    index("review_photos_file_idx").on(t.businessId, t.fileId),
  ],
);

/** Somebody asks an admin to look at a review; each person once. */
export const reviewReports = pgTable(
  "review_reports",
  {
    ...tenantKey(),
    reviewId: uuid("review_id").notNull(),
    reporterId: uuid("reporter_id")
      .notNull()
      .references(() => users.id),
    reason: text("reason", { enum: REPORT_REASONS }).notNull(),
    text: text("text"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("review_reports_review_fk", [t.businessId, t.reviewId], reviews),
    unique("review_reports_once_key").on(t.businessId, t.reviewId, t.reporterId),
    index("review_reports_reporter_idx").on(t.reporterId),
    index("review_reports_created_at_idx").on(t.createdAt),
  ],
);
