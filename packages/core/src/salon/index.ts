import type { Db, Tx } from "@salon/db";
import { allow } from "../access/index.ts";
import type { Standing, Verdict } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { maySeeSalon } from "./policy.ts";
import { findSalon, lockSalon, readClock } from "./queries.ts";
import type { FoundSalon } from "./queries.ts";

export { mayEditSalon, maySeeSalon } from "./policy.ts";
export { presentPolicy, presentRating, presentSalon } from "./present.ts";
export { findPolicy, readClock, salonColumns, saveSalon } from "./queries.ts";
export type { FoundSalon, PolicyRow, SalonRow } from "./queries.ts";

/** The salon, for a caller who may: throws `unauthenticated`, `forbidden` or `not_found`. */
export async function openSalon(
  ctx: Ctx,
  db: Db,
  idOrSlug: string,
  may: (standing: Standing) => Verdict,
): Promise<FoundSalon> {
  const found = await findSalon(db, idOrSlug, ctx.actor);
  allow(found ? may(found.standing) : "hidden", ctx, "salon");
  if (!found) throw notFound("salon");
  return found;
}

/** The same, holding the salon's row: changes of its rules follow one another. */
export async function openSalonToChange(
  ctx: Ctx,
  tx: Tx,
  salonId: string,
  may: (standing: Standing) => Verdict,
): Promise<FoundSalon> {
  await lockSalon(tx, salonId);
  return openSalon(ctx, tx, salonId, may);
}

/** A salon that the caller may look at, as anybody may at a published one. Throws `not_found`; `forbidden` to its key. */
export async function seeSalon(ctx: Ctx, db: Db, idOrSlug: string): Promise<FoundSalon> {
  const found = await findSalon(db, idOrSlug, ctx.actor);
  const verdict = found ? maySeeSalon(found.standing, found.salon) : "hidden";
  if (!found || verdict === "hidden") throw notFound("salon");
  allow(verdict, ctx, "salon");
  return found;
}

/** The salon of something that the caller was let see already. */
export async function findItsSalon(ctx: Ctx, db: Db, salonId: string): Promise<FoundSalon> {
  const found = await findSalon(db, salonId, ctx.actor);
  if (!found) throw new Error(`Salon ${salonId} is gone though something names it`);
  return found;
}

/** What time it is in a salon now; inside a transaction, later than whatever its locks waited for. */
export async function timeIn(salon: { readonly testNow: Date | null }, db: Db): Promise<Date> {
  return salon.testNow ?? (await readClock(db));
}
