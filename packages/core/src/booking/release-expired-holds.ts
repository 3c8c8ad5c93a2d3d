import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { tellOfBookings } from "./tell-of-bookings.ts";
import { expireHolds, releaseTimeOf } from "./time-taken/queries.ts";

/** Frees the time of expired holds, whether or not a sweeper ran. Returns those it could have; others are being confirmed. */
export async function releaseExpiredHolds(
  ctx: Ctx,
  tx: Tx,
  businessId: number,
  bookingIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const ids = await expireHolds(tx, businessId, bookingIds, now);
  if (ids.length === 0) return [];
  await releaseTimeOf(tx, businessId, ids);
  await tellOfBookings(ctx, tx, ids, { type: "booking.expired", now, former: { status: "held" } });
  return ids;
}
