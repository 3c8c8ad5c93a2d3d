import type { ListReviews, Review, ReviewSort } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { pageOf, readCursor } from "../cursor.ts";
import type { Page } from "../cursor.ts";
import { invalidInput } from "../errors.ts";
import { seeSalon } from "../salon/index.ts";
import { findReviewsOf } from "./queries.ts";
import { presentReview } from "./record.ts";

/** What is said of a salon, for anybody who may look at it. */
export async function listReviews(ctx: Ctx, input: ListReviews): Promise<Page<Review>> {
  const { salonId, limit, sort, cursor } = input;
  const after = afterOf(cursor, sort);
  const { salon } = await seeSalon(ctx, ctx.db, salonId);
  const records = await findReviewsOf(ctx.db, salon, { ...input, after }, limit);
  return pageOf(
    records,
    limit,
    ({ review }) => [sort, rankOf(sort, review.rating), review.createdAt, review.id],
    presentReview,
  );
}

/** Throws `invalid_input` for the cursor of a list that was sorted otherwise. */
function afterOf(cursor: string | undefined, sort: ReviewSort): readonly string[] | undefined {
  const [sortThen, ...after] = readCursor(cursor, ["text", "number", "instant", "id"]) ?? [];
  if (cursor === undefined) return undefined;
  if (sortThen !== sort || !isRank(after[0]))
    throw invalidInput("/cursor", "invalid_cursor", "This is no cursor of this list.");
  return after;
}

function rankOf(sort: ReviewSort, rating: number): number {
  if (sort === "newest") return 0;
  return sort === "highest" ? rating : -rating;
}

function isRank(text: string | undefined): boolean {
  return /^-?[0-5]$/.test(text ?? "");
}
