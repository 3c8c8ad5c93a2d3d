import type { Tx } from "@salon/db";
import type { Ctx } from "../../context.ts";
import { isLate } from "../late.ts";
import { moveBooking } from "../move-booking.ts";
import { findBookingsById } from "../queries.ts";
import type { BookingRecord } from "../record.ts";
import { lockOpenBookingsOf } from "./queries.ts";

/**
 * Cancels the visits to come of somebody who goes, whatever a salon's policy says of late ones, and lets go of their
 * holds. A visit that has begun is left to the salon.
 */
export async function endBookingsOf(ctx: Ctx, tx: Tx, userId: string): Promise<void> {
  const bookingIds = await lockOpenBookingsOf(tx, userId);
  if (bookingIds.length === 0) return;
  const records = await findBookingsById(tx, ctx.actor, bookingIds);
  for (const record of records.filter(isToCome)) {
    if (record.booking.status === "held") await moveBooking(ctx, tx, record, "release");
    else await moveBooking(ctx, tx, record, "cancelByClient", { late: isLate(record) });
  }
}

function isToCome({ booking, now }: BookingRecord): boolean {
  return booking.status !== "confirmed" || booking.startsAt > now;
}
