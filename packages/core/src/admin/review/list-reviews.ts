import type { AdminListReviews, AdminReview } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { pageOf, readCursor } from "../../cursor.ts";
import type { Page } from "../../cursor.ts";
import { expectAdmin, mayJudgeReviews } from "../policy.ts";
import { presentReported } from "./present.ts";
import { findReviewsToJudge } from "./queries.ts";

/** Every salon's reviews, first those that most people reported since somebody judged them, then the newest. */
export async function listReviewsToJudge(ctx: Ctx, input: AdminListReviews): Promise<Page<AdminReview>> {
  expectAdmin(ctx.actor, mayJudgeReviews);
  const { cursor, limit } = input;
  const rows = await findReviewsToJudge(ctx.db, input, limit, readCursor(cursor, ["whole", "id"]));
  return pageOf(rows, limit, ({ review }) => [review.openReports, review.id], presentReported);
}
