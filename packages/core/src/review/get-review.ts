import type { BookingRef, Review, ReviewRef } from "@salon/contracts";
import { openBooking } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { seeReview } from "./open-review.ts";
import { mayReview } from "./policy.ts";
import { findReviewOf } from "./queries.ts";
import { presentReview } from "./record.ts";

export async function getReview(ctx: Ctx, { reviewId }: ReviewRef): Promise<Review> {
  return presentReview(await seeReview(ctx, ctx.db, reviewId));
}

/** What was written of a visit, for those who may write it, hidden or not. */
export async function getReviewOfVisit(ctx: Ctx, { bookingId }: BookingRef): Promise<Review> {
  const { record: visit } = await openBooking(ctx, ctx.db, bookingId, mayReview);
  const found = await findReviewOf(ctx.db, visit.booking);
  if (!found) throw notFound("review");
  return presentReview(found);
}
