import type { ReportReview, ReviewReport } from "@salon/contracts";
import { signedIn } from "../access/index.ts";
import { audit } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { seeReview } from "./open-review.ts";
import { insertReport, lockReview } from "./queries.ts";

/** Asks the admins to look at a review, each person once. The salon is not told. Throws `already_exists`. */
export async function reportReview(
  ctx: Ctx,
  { reviewId, reason, text = null }: ReportReview,
): Promise<ReviewReport> {
  const reporterId = signedIn(ctx.actor);
  return ctx.transact(async (tx) => {
    const locked = await lockReview(tx, reviewId);
    if (!locked) throw notFound("review");
    const { review } = await seeReview(ctx, tx, reviewId);
    const { id, createdAt } = await insertReport(tx, review, { reporterId, reason, text });
    const report = { id, reviewId: review.id, reason, text, createdAt };
    const subject = { type: "review", id: review.id } as const;
    await audit(ctx, tx, { action: "review.reported", salon: null, subject, before: null, after: report });
    return report;
  });
}
