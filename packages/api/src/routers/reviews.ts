import {
  AdminReview,
  BookingRef,
  JudgeReview,
  ListReviews,
  ReplyToReview,
  ReportReview,
  Review,
  ReviewPage,
  ReviewRef,
  ReviewReport,
  UpdateReview,
  VersionedReviewRef,
  WriteReview,
} from "@salon/contracts";
import {
  deleteReview,
  getReview,
  getReviewOfVisit,
  hideReview,
  listReviews,
  removeReply,
  replyToReview,
  reportReview,
  restoreReview,
  updateReview,
  writeReview,
} from "@salon/core";
import { z } from "zod";
import { bookingHolder, open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Reviews"] as const;

export const reviewsRouter = router({
  write: procedure
    .meta(
      rest("POST /bookings/{bookingId}/review", {
        summary: "Review a visit",
        description:
          "For whoever was served or booked, once for each visit, within 30 days after it ended; not for people who work for the salon. A visit that is not completed is answered 409 `visit_not_completed`, one of longer ago `too_late_to_review`, a second review `already_exists`, also after the first was deleted. `staff` rates people of the visit beside the whole of it. The text is kept as it is written: whoever shows it escapes it.",
        tags,
        ...bookingHolder,
        location: ({ id }: Review) => `/reviews/${id}`,
        problems: [409],
      }),
    )
    .input(WriteReview)
    .output(Review)
    .mutation(({ ctx, input }) => writeReview(ctx, input)),
  ofVisit: procedure
    .meta(
      rest("GET /bookings/{bookingId}/review", {
        summary: "What one wrote of a visit, hidden or not",
        tags,
        ...bookingHolder,
      }),
    )
    .input(BookingRef)
    .output(Review)
    .query(({ ctx, input }) => getReviewOfVisit(ctx, input)),
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/reviews", {
        summary: "What is said of a salon",
        description:
          "Published reviews; the newest first, or by rating and then the newest first. `staffId` leaves those of visits to one person.",
        tags,
        ...open,
      }),
    )
    .input(ListReviews)
    .output(ReviewPage)
    .query(({ ctx, input }) => listReviews(ctx, input)),
  get: procedure
    .meta(rest("GET /reviews/{reviewId}", { summary: "A published review", tags, ...open }))
    .input(ReviewRef)
    .output(Review)
    .query(({ ctx, input }) => getReview(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /reviews/{reviewId}", {
        summary: "Change one's own review",
        description:
          "Within 14 days after it was written. While the visit is reopened it waits (`visit_not_completed`). A hidden review stays hidden.",
        tags,
        ...bookingHolder,
        problems: [409],
      }),
    )
    .input(UpdateReview)
    .output(Review)
    .mutation(({ ctx, input }) => updateReview(ctx, input)),
  delete: procedure
    .meta(
      rest("DELETE /reviews/{reviewId}", {
        summary: "Take one's own review back",
        description: "At any time. The visit gets no other.",
        tags,
        ...bookingHolder,
      }),
    )
    .input(VersionedReviewRef)
    .output(z.void())
    .mutation(({ ctx, input }) => deleteReview(ctx, input)),
  reply: procedure
    .meta(
      rest("POST /reviews/{reviewId}/reply", {
        summary: "Answer a review for the salon, or answer it anew",
        tags,
        scope: "reviews:write",
      }),
    )
    .input(ReplyToReview)
    .output(Review)
    .mutation(({ ctx, input }) => replyToReview(ctx, input)),
  removeReply: procedure
    .meta(
      rest("DELETE /reviews/{reviewId}/reply", {
        summary: "Take the salon's answer back",
        tags,
        scope: "reviews:write",
      }),
    )
    .input(VersionedReviewRef)
    .output(z.void())
    .mutation(({ ctx, input }) => removeReply(ctx, input)),
  report: procedure
    .meta(
      rest("POST /reviews/{reviewId}/report", {
        summary: "Ask the admins to look at a review",
        description:
          "For everybody with an account, once for each review (`already_exists`). The salon and the author are not told.",
        tags,
        successStatus: 201,
        problems: [409],
      }),
    )
    .input(ReportReview)
    .output(ReviewReport)
    .mutation(({ ctx, input }) => reportReview(ctx, input)),
  hide: procedure
    .meta(
      rest("POST /reviews/{reviewId}/hide", {
        summary: "Take a review from the public",
        description:
          "For moderators and superadmins. It counts in no sum until it is restored. The reason stands in the audit log alone.",
        tags,
      }),
    )
    .input(JudgeReview)
    .output(AdminReview)
    .mutation(({ ctx, input }) => hideReview(ctx, input)),
  restore: procedure
    .meta(
      rest("POST /reviews/{reviewId}/restore", {
        summary: "Give a hidden review back to the public",
        description:
          "For moderators and superadmins. Restoring one that is published settles what was reported of it.",
        tags,
      }),
    )
    .input(JudgeReview)
    .output(AdminReview)
    .mutation(({ ctx, input }) => restoreReview(ctx, input)),
});
