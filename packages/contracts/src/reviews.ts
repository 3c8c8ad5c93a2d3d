import { z } from "zod";
import { why } from "./admin.ts";
import { Image } from "./files.ts";
import { Id, ifVersion, Version } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { prose } from "./text.ts";
import { Instant } from "./time.ts";

/** A published one counts in the sums; an admin hides it, whoever wrote it deletes it. */
export const REVIEW_STATUSES = ["published", "hidden", "deleted"] as const;
export const REVIEW_SORTS = ["newest", "highest", "lowest"] as const;
export type ReviewSort = (typeof REVIEW_SORTS)[number];
/** Why somebody reports a review. */
export const REPORT_REASONS = ["offensive", "personal_data", "advertising", "not_a_visit", "other"] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

const Rating = z.int().min(1).max(5).meta({ example: 5 });
const text = prose(4000);
const StaffRating = z.strictObject({ staffId: Id, rating: Rating });
const StaffRatings = z
  .array(StaffRating)
  .max(8)
  .refine(
    (ratings) => new Set(ratings.map(({ staffId }) => staffId)).size === ratings.length,
    "Each person once.",
  );

/** Files of the purpose `review_photo` that were sent for the visit, in the order in which they are shown. */
const PhotoIds = z
  .array(Id)
  .max(10)
  .refine((ids) => new Set(ids).size === ids.length, "Each photo once.");

/** What somebody says of a visit. Its text is as it was written: who shows it escapes it. */
export const Review = z
  .object({
    id: Id,
    salonId: Id,
    status: z.enum(REVIEW_STATUSES),
    rating: z.int(),
    text: z.string().nullable(),
    /** Whoever wrote it, by their first name. */
    author: z.object({ firstName: z.string() }),
    /** Who served at the visit, and how they were rated. */
    staff: z.array(z.object({ staffId: Id, name: z.string(), rating: z.int().nullable() })),
    photos: z.array(Image),
    /** What the salon says to it. */
    reply: z.object({ text: z.string(), repliedAt: Instant }).nullable(),
    version: Version,
    createdAt: Instant,
    /** When its author last changed it. */
    editedAt: Instant.nullable(),
  })
  .meta({ id: "Review" });
export type Review = z.infer<typeof Review>;
export const ReviewPage = pageOf(Review).meta({ id: "ReviewPage" });

export const WriteReview = z
  .strictObject({
    bookingId: Id,
    rating: Rating,
    text: text.nullish(),
    /** People of the visit, each rated for themselves. */
    staff: StaffRatings.default([]),
    photoIds: PhotoIds.default([]),
  })
  .meta({ id: "WriteReview" });
export type WriteReview = z.infer<typeof WriteReview>;

export const UpdateReview = z
  .strictObject({
    reviewId: Id,
    ...ifVersion,
    rating: Rating.optional(),
    text: text.nullish(),
    /** Replaces all of them. */
    staff: StaffRatings.optional(),
    /** Replaces all of them. */
    photoIds: PhotoIds.optional(),
  })
  .meta({ id: "UpdateReview" });
export type UpdateReview = z.infer<typeof UpdateReview>;

export const ReviewRef = z.strictObject({ reviewId: Id });
export type ReviewRef = z.infer<typeof ReviewRef>;
export const VersionedReviewRef = ReviewRef.extend(ifVersion);
export type VersionedReviewRef = z.infer<typeof VersionedReviewRef>;

export const ListReviews = z.strictObject({
  salonId: Id,
  /** Of visits to this person. */
  staffId: Id.optional(),
  rating: Rating.optional(),
  sort: z.enum(REVIEW_SORTS).default("newest"),
  ...pageQuery,
});
export type ListReviews = z.infer<typeof ListReviews>;

export const ReplyToReview = z
  .strictObject({ reviewId: Id, ...ifVersion, text: prose(2000) })
  .meta({ id: "ReplyToReview" });
export type ReplyToReview = z.infer<typeof ReplyToReview>;

export const ReportReview = z
  .strictObject({ reviewId: Id, reason: z.enum(REPORT_REASONS), text: prose(1000).nullish() })
  .meta({ id: "ReportReview" });
export type ReportReview = z.infer<typeof ReportReview>;

export const ReviewReport = z
  .object({
    id: Id,
    reviewId: Id,
    reason: z.enum(REPORT_REASONS),
    text: z.string().nullable(),
    createdAt: Instant,
  })
  .meta({ id: "ReviewReport" });
export type ReviewReport = z.infer<typeof ReviewReport>;

export const JudgeReview = z
  .strictObject({ reviewId: Id, ...ifVersion, reason: why })
  .meta({ id: "JudgeReview" });
export type JudgeReview = z.infer<typeof JudgeReview>;

/** A review as those see it who judge it. */
export const AdminReview = Review.extend({
  salonName: z.string(),
  /** Reports since somebody last judged it. */
  openReports: z.int(),
  /** The newest of all reports. */
  reports: z.array(ReviewReport.omit({ reviewId: true })),
}).meta({ id: "AdminReview" });
export type AdminReview = z.infer<typeof AdminReview>;
export const AdminReviewPage = pageOf(AdminReview).meta({ id: "AdminReviewPage" });

export const AdminListReviews = z.strictObject({
  salonId: Id.optional(),
  status: z.enum(["published", "hidden"]).optional(),
  /** Only those that were reported since somebody last judged them. */
  reported: z.boolean().default(false),
  ...pageQuery,
});
export type AdminListReviews = z.infer<typeof AdminListReviews>;
