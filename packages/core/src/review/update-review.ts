import type { Review, UpdateReview } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { given } from "../changes.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { openOwnReview } from "./open-review.ts";
import { setPhotos } from "./photos.ts";
import { findReview, saveStaffRatings } from "./queries.ts";
import { presentReview } from "./record.ts";
import type { ReviewRecord } from "./record.ts";
import { expectEditable, expectServed } from "./rules.ts";
import { saveChange } from "./save-change.ts";

/**
 * Changes what somebody wrote; a hidden review stays hidden, with the photos that it has. Throws `visit_not_completed`,
 * `too_late_to_review`, `invalid_transition`.
 */
export async function updateReview(ctx: Ctx, input: UpdateReview): Promise<Review> {
  const { rating, text } = input;
  return ctx.transact(async (tx) => {
    const { record, visit } = await openOwnReview(ctx, tx, input);
    expectEditable(visit, record);
    const changes = {
      ...given({ rating, text }),
      ...(await saveParts(tx, record, input)),
      editedAt: visit.now,
    };
    const happened = { type: "review.updated", now: visit.now } as const;
    return presentReview(await saveChange(ctx, tx, record, changes, happened));
  });
}

/** The ratings of people and the photos, as they are now. */
async function saveParts(
  tx: Tx,
  record: ReviewRecord,
  { staff, photoIds }: UpdateReview,
): Promise<Partial<Pick<ReviewRecord, "staff" | "photos">>> {
  if (!staff && !photoIds) return {};
  if (staff) {
    const served = record.staff.map(({ staffId }) => staffId);
    expectServed(served, staff);
    await saveStaffRatings(tx, record.review, staff);
  }
  if (photoIds) {
    if (record.review.status === "hidden")
      throw new DomainError("invalid_transition", "While a review is hidden its photos stay as they are.");
    await setPhotos(tx, record.review, record.photos, photoIds);
  }
  const saved = await findReview(tx, record.review.id);
  return saved ? { staff: saved.staff, photos: saved.photos } : {};
}
