import type { VersionedReviewRef } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { allow, expectNoImpersonation } from "../access/index.ts";
import type { Standing, Verdict } from "../access/index.ts";
import { openBookingToChange } from "../booking/index.ts";
import type { BookingRecord } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, expectVersion, notFound } from "../errors.ts";
import { findItsSalon, maySeeSalon } from "../salon/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { mayReview } from "./policy.ts";
import { findReview, lockReview, lockSalonOfReview } from "./queries.ts";
import type { ReviewRecord } from "./record.ts";

/** A review that anybody may read who may look at its salon. Throws `not_found`; `forbidden` to its key. */
export async function seeReview(ctx: Ctx, db: Db, reviewId: string): Promise<ReviewRecord> {
  const { record, salon } = await findPublished(ctx, db, reviewId);
  const verdict = maySeeSalon(salon.standing, salon.salon);
  if (verdict === "hidden") throw notFound("review");
  allow(verdict, ctx, "review");
  return record;
}

/** A published review, held, for those of its salon who may. Throws `unauthenticated`, `forbidden`, `not_found`. */
export async function openReviewOfSalon(
  ctx: Ctx,
  tx: Tx,
  { reviewId, ifVersion }: VersionedReviewRef,
  may: (standing: Standing) => Verdict,
): Promise<{ readonly record: ReviewRecord; readonly salon: FoundSalon }> {
  if (ctx.actor.kind === "anonymous") allow("hidden", ctx, "review");
  await lockReview(tx, reviewId);
  const found = await findPublished(ctx, tx, reviewId);
  allow(may(found.salon.standing), ctx, "review");
  expectVersion(found.record.review.version, ifVersion);
  return found;
}

/**
 * A review, held with its booking, for whoever wrote it. Throws `unauthenticated`, `forbidden`, `not_found`,
 * `version_mismatch`.
 */
export async function openOwnReview(
  ctx: Ctx,
  tx: Tx,
  { reviewId, ifVersion }: VersionedReviewRef,
): Promise<{ readonly record: ReviewRecord; readonly visit: BookingRecord }> {
  if (ctx.actor.kind === "anonymous") allow("hidden", ctx, "review");
  await lockSalonOfReview(tx, reviewId);
  const named = await findReview(tx, reviewId);
  if (!named) throw notFound("review");
  const { bookingId } = named.review;
  const { record: visit } = await openBookingToChange(ctx, tx, { bookingId }, mayReview, "review");
  expectNoImpersonation(ctx.actor);
  const record = await lockReview(tx, reviewId);
  if (!record) throw notFound("review");
  if (record.review.authorId !== authorOf(ctx))
    throw new DomainError("forbidden", "Only whoever wrote a review changes it.");
  expectVersion(record.review.version, ifVersion);
  return { record, visit };
}

/** The account that writes; null: a guest with the booking's token. */
export function authorOf({ actor }: Ctx): string | null {
  return actor.kind === "user" ? actor.userId : null;
}

async function findPublished(ctx: Ctx, db: Db, reviewId: string) {
  const record = await findReview(db, reviewId);
  if (record?.review.status !== "published") throw notFound("review");
  return { record, salon: await findItsSalon(ctx, db, record.review.salonId) };
}
