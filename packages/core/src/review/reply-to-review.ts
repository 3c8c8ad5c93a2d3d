import type { ReplyToReview, Review, VersionedReviewRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { openReviewOfSalon } from "./open-review.ts";
import { mayReply } from "./policy.ts";
import { presentReview } from "./record.ts";
import { saveChange } from "./save-change.ts";

/** The salon's one answer to a review; said again, it replaces what was said. */
export async function replyToReview(ctx: Ctx, input: ReplyToReview): Promise<Review> {
  return ctx.transact(async (tx) => {
    const { record, salon } = await openReviewOfSalon(ctx, tx, input, mayReply);
    const changes = { reply: input.text, repliedAt: salon.now };
    const happened = { type: "review.replied", now: salon.now } as const;
    return presentReview(await saveChange(ctx, tx, record, changes, happened));
  });
}

export async function removeReply(ctx: Ctx, input: VersionedReviewRef): Promise<void> {
  await ctx.transact(async (tx) => {
    const { record, salon } = await openReviewOfSalon(ctx, tx, input, mayReply);
    if (record.review.reply === null) return;
    const happened = { type: "review.reply_removed", now: salon.now } as const;
    await saveChange(ctx, tx, record, { reply: null, repliedAt: null }, happened);
  });
}
