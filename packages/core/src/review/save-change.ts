import type { EventType } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import { movePhotos } from "./photos.ts";
import { addToRatings, saveReview } from "./queries.ts";
import { reviewEvent } from "./review-event.ts";
import type { ReviewRecord, ReviewRow } from "./record.ts";
import { ratingChange } from "./rules.ts";

type Happened = {
  readonly type: EventType & `review.${string}`;
  readonly now: Date;
  /** What an admin said why. */
  readonly reason?: string;
};

/** Saves a change of a review that is held as its next version, moves the sums with it, and tells of it. */
export async function saveChange(
  ctx: Ctx,
  tx: Tx,
  before: ReviewRecord,
  changes: Partial<ReviewRow> & Partial<Pick<ReviewRecord, "staff" | "photos">>,
  { type, ...happened }: Happened,
): Promise<ReviewRecord> {
  const { staff = before.staff, photos = before.photos, ...columns } = changes;
  const after = { ...before, staff, photos, review: await saveReview(tx, before.review, columns) };
  await movePhotos(tx, before, after.review);
  await addToRatings(tx, after.review, ratingChange(before, after));
  await emit(ctx, tx, reviewEvent(type, { ...happened, before, after }));
  return after;
}
