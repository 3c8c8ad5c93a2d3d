import type { Review, UpdateReview } from "@salon/contracts";
import { given } from "../changes.ts";
import type { Ctx } from "../context.ts";
import { openOwnReview } from "./open-review.ts";
import { saveStaffRatings } from "./queries.ts";
import { presentReview } from "./record.ts";
import type { ReviewRecord } from "./record.ts";
import { expectEditable, expectServed } from "./rules.ts";
import { saveChange } from "./save-change.ts";

/** Changes what somebody wrote; a hidden review stays hidden. Throws `visit_not_completed`, `too_late_to_review`. */
export async function updateReview(ctx: Ctx, input: UpdateReview): Promise<Review> {
  const { rating, text, staff } = input;
  return ctx.transact(async (tx) => {
    const { record, visit } = await openOwnReview(ctx, tx, input);
    expectEditable(visit, record);
    if (staff) {
      expectServed(
        record.staff.map(({ staffId }) => staffId),
        staff,
      );
      await saveStaffRatings(tx, record.review, staff);
    }
    const changes = {
      ...given({ rating, text }),
      ...(staff && { staff: rerated(record, staff) }),
      editedAt: visit.now,
    };
    return presentReview(
      await saveChange(ctx, tx, record, changes, { type: "review.updated", now: visit.now }),
    );
  });
}

function rerated(
  { staff }: ReviewRecord,
  ratings: readonly { staffId: string; rating: number }[],
): ReviewRecord["staff"] {
  const now = new Map(ratings.map(({ staffId, rating }) => [staffId, rating]));
  return staff.map((one) => ({ ...one, rating: now.get(one.staffId) ?? null }));
}
