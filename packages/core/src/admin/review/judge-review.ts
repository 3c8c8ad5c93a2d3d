import type { AdminReview, JudgeReview } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { audit } from "../../audit/index.ts";
import type { Ctx } from "../../context.ts";
import { expectVersion, notFound } from "../../errors.ts";
import { lockReview, lockSalonOfReview, saveChange } from "../../review/index.ts";
import type { ReviewRecord } from "../../review/index.ts";
import { findItsSalon } from "../../salon/index.ts";
import { expectAdmin, mayJudgeReviews } from "../policy.ts";
import { presentReported } from "./present.ts";
import { findReportedReview, settleReports } from "./queries.ts";

/** Takes a review from the public and from the sums. */
export const hideReview = judging("hidden");

/** Gives it back; of one that is published, what was reported is settled. */
export const restoreReview = judging("published");

function judging(status: "hidden" | "published"): (ctx: Ctx, input: JudgeReview) => Promise<AdminReview> {
  return async (ctx, { reviewId, ifVersion, reason }) => {
    expectAdmin(ctx.actor, mayJudgeReviews);
    return ctx.transact(async (tx) => {
      await lockSalonOfReview(tx, reviewId);
      const record = await lockReview(tx, reviewId);
      if (!record) throw notFound("review");
      expectVersion(record.review.version, ifVersion);
      if (record.review.status !== status) await change(ctx, tx, record, { status, reason });
      else if (record.review.openReports > 0) await settle(ctx, tx, record, reason);
      const judged = await findReportedReview(tx, reviewId);
      if (!judged) throw notFound("review");
      return presentReported(judged);
    });
  };
}

type Judgement = { readonly status: "hidden" | "published"; readonly reason: string };

async function change(ctx: Ctx, tx: Tx, record: ReviewRecord, { status, reason }: Judgement): Promise<void> {
  const { now } = await findItsSalon(ctx, tx, record.review.salonId);
  const type = status === "hidden" ? "review.hidden" : "review.restored";
  await saveChange(ctx, tx, record, { status, openReports: 0 }, { type, now, reason });
}

/** Looked at, and left as it is: of which the salon is not told. */
async function settle(ctx: Ctx, tx: Tx, { review }: ReviewRecord, reason: string): Promise<void> {
  await settleReports(tx, review);
  await audit(ctx, tx, {
    action: "review.reports_settled",
    salon: null,
    subject: { type: "review", id: review.id },
    before: { openReports: review.openReports },
    after: { openReports: 0 },
    reason,
  });
}
