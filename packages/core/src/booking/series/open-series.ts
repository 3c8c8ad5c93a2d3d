import { MOST_OCCURRENCES } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import type { Actor, Ctx } from "../../context.ts";
import { DomainError, expectVersion, notFound } from "../../errors.ts";
import { expectMay, partyTo } from "../policy.ts";
import type { MayDo, Party } from "../policy.ts";
import { findBookings } from "../queries.ts";
import type { BookingRecord } from "../record.ts";
import { findSeries, lockSeries, visitsOf } from "./queries.ts";
import type { SeriesFor } from "./queries.ts";

/** A visit of a series, by its place in it, and what the caller is to it. */
export type Member = { readonly index: number; readonly record: BookingRecord; readonly party: Party };
/** With the visits that the caller sees: a stylist those of the own calendar. */
export type OpenedSeries = SeriesFor & { readonly members: readonly Member[] };

/** Throws `unauthenticated` for a guest: a token opens one booking, and no other of its series. */
export function expectAccount({ kind }: Actor): void {
  if (kind === "anonymous" || kind === "bookingHolder")
    throw new DomainError("unauthenticated", "Sign in: a series is for those who have an account.");
}

/** The series, for a caller who may do this with one of its visits. Throws `unauthenticated`, `not_found`, `forbidden`. */
export async function openSeries(ctx: Ctx, db: Db, seriesId: string, may: MayDo): Promise<OpenedSeries> {
  expectAccount(ctx.actor);
  const found = await findSeries(db, seriesId);
  if (!found) throw notFound("series");
  const { where, orderBy } = visitsOf(found.series.businessId, [seriesId]);
  const records = await findBookings(db, ctx.actor, where, { limit: MOST_OCCURRENCES, orderBy });
  const known = records.flatMap((record, index) => {
    const party = partyTo(ctx, record);
    return party ? [{ index, record, party }] : [];
  });
  const members = known.filter(({ party }) => party !== "colleague");
  const [first] = [...members, ...known];
  if (!first) throw notFound("series");
  expectMay(ctx, first.party, may);
  return { ...found, members };
}

/** The same, holding it and its visits, at the version that the caller has seen. Throws `version_mismatch` too. */
export async function openSeriesToChange(
  ctx: Ctx,
  tx: Tx,
  { seriesId, ifVersion }: { seriesId: string; ifVersion?: number | undefined },
  may: MayDo,
): Promise<OpenedSeries> {
  expectAccount(ctx.actor);
  await lockSeries(tx, seriesId);
  const opened = await openSeries(ctx, tx, seriesId, may);
  expectVersion(opened.series.version, ifVersion);
  return opened;
}
