import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import { bookingEvent } from "./booking-event.ts";
import { expireHolds, releaseTimeOf } from "./time-taken/queries.ts";
import { findBookingsById } from "./queries.ts";

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
  const events = (await findBookingsById(tx, ctx.actor, ids)).map((expired) => {
    const { booking } = expired;
    const held = {
      ...expired,
      booking: { ...booking, status: "held" as const, version: booking.version - 1 },
    };
    return bookingEvent("booking.expired", now, expired, held);
  });
  await emit(ctx, tx, ...events);
  return ids;
}
