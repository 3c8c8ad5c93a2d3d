import type { VersionedReviewRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { openOwnReview } from "./open-review.ts";
import { saveChange } from "./save-change.ts";

/** Takes a review back, whenever its author likes. The visit gets no other: what was hidden does not come again. */
export async function deleteReview(ctx: Ctx, input: VersionedReviewRef): Promise<void> {
  await ctx.transact(async (tx) => {
    const { record, visit } = await openOwnReview(ctx, tx, input);
    const nothing = { text: null, reply: null, repliedAt: null, openReports: 0 };
    const happened = { type: "review.deleted", now: visit.now } as const;
    await saveChange(ctx, tx, record, { ...nothing, status: "deleted" }, happened);
  });
}
