import type { Db, Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { DomainError, expectVersion, notFound } from "../errors.ts";
import { expectMay, partyTo } from "./policy.ts";
import type { MayDo, Party } from "./policy.ts";
import { findBooking, lockBooking } from "./queries.ts";
import type { BookingRecord } from "./record.ts";

export type OpenedBooking = { readonly record: BookingRecord; readonly party: Party };

/**
 * The booking, for a caller who may. Strangers do not learn that it exists, or `what` led to it. Throws
 * `unauthenticated`, `not_found`, `forbidden`.
 */
export async function openBooking(
  ctx: Ctx,
  db: Db,
  bookingId: string,
  may: MayDo,
  what = "booking",
): Promise<OpenedBooking> {
  if (ctx.actor.kind === "anonymous")
    throw new DomainError("unauthenticated", "Sign in, or send the booking's token.");
  const record = await findBooking(db, bookingId, ctx.actor);
  const party = record && partyTo(ctx, record);
  if (!record || !party) throw notFound(what);
  expectMay(ctx, party, may);
  return { record, party };
}

/** The same, holding its row, at the version that the caller has seen. Throws `version_mismatch` too. */
export async function openBookingToChange(
  ctx: Ctx,
  tx: Tx,
  { bookingId, ifVersion }: { bookingId: string; ifVersion?: number | undefined },
  may: MayDo,
  what?: string,
): Promise<OpenedBooking> {
  await lockBooking(tx, bookingId);
  const opened = await openBooking(ctx, tx, bookingId, may, what);
  expectVersion(opened.record.booking.version, ifVersion);
  return opened;
}
