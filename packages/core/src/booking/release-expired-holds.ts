import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import { bookingEvent } from "./booking-event.ts";
import { lockExpiredHolds, releaseAllocations, saveBooking } from "./queries.ts";

/** Frees the time of expired holds, whether or not a sweeper ran. Returns those it could have; others are being confirmed. */
export async function releaseExpiredHolds(
  ctx: Ctx,
  tx: Tx,
  businessId: number,
  bookingIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const holds = await lockExpiredHolds(tx, businessId, bookingIds, now);
  for (const hold of holds) {
    await releaseAllocations(tx, hold);
    const expired = await saveBooking(tx, hold, { status: "expired" });
    await emit(ctx, tx, bookingEvent("booking.expired", now, expired, [], hold));
  }
  return holds.map(({ id }) => id);
}
