import type { Review, WriteReview } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { expectNoImpersonation } from "../access/index.ts";
import { openBookingToChange } from "../booking/index.ts";
import type { BookingRecord } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emit } from "../event/index.ts";
import { newId } from "../ids.ts";
import { authorOf } from "./open-review.ts";
import { setPhotos } from "./photos.ts";
import { mayReview } from "./policy.ts";
import { addToRatings, findReview, insertReview, lockSalonOfVisit } from "./queries.ts";
import { presentReview } from "./record.ts";
import type { ReviewRecord } from "./record.ts";
import { reviewEvent } from "./review-event.ts";
import { expectReviewable, expectServed, firstNameOf, ratingChange } from "./rules.ts";

/**
 * What somebody says of their visit, once and for all to read. Throws `visit_not_completed`, `too_late_to_review`,
 * `already_exists`.
 */
export async function writeReview(ctx: Ctx, input: WriteReview): Promise<Review> {
  return ctx.transact(async (tx) => {
    await lockSalonOfVisit(tx, input.bookingId);
    const { record: visit } = await openBookingToChange(ctx, tx, input, mayReview);
    expectNoImpersonation(ctx.actor);
    expectOutsider(visit);
    expectReviewable(visit);
    const review = await insert(ctx, tx, visit, input);
    await addToRatings(tx, review.review, ratingChange(null, review));
    await emit(ctx, tx, reviewEvent("review.created", { now: visit.now, before: null, after: review }));
    return presentReview(review);
  });
}

/** Whoever works there is no judge of it. */
function expectOutsider({ role }: BookingRecord): void {
  if (role !== null) throw new DomainError("forbidden", "Nobody reviews the salon that they work for.");
}

async function insert(
  ctx: Ctx,
  tx: Tx,
  { booking, items, client, now }: BookingRecord,
  { rating, text, staff, photoIds }: WriteReview,
): Promise<ReviewRecord> {
  const { businessId, salonId, id: bookingId } = booking;
  const staffIds = [...new Set(items.map(({ staffId }) => staffId))];
  expectServed(staffIds, staff);
  const id = newId();
  const authorId = authorOf(ctx);
  const given = new Map(staff.map((one) => [one.staffId, one.rating]));
  await insertReview(
    tx,
    {
      businessId,
      id,
      salonId,
      bookingId,
      authorId,
      guestName: authorId === null ? firstNameOf(client) : null,
      rating,
      text: text ?? null,
      createdAt: now,
    },
    staffIds.map((staffId) => ({ staffId, rating: given.get(staffId) ?? null })),
  );
  const inserted = await findReview(tx, id);
  if (!inserted) throw new Error(`Review ${id} is not there though it was written`);
  if (photoIds.length === 0) return inserted;
  await setPhotos(tx, inserted.review, [], photoIds);
  return (await findReview(tx, id)) ?? inserted;
}
