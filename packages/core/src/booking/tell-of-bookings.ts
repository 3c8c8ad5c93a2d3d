import type { EventType } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import { bookingEvent } from "./booking-event.ts";
import { findBookingsById } from "./queries.ts";
import type { BookingRow } from "./record.ts";

type Change = {
  readonly type: EventType;
  /** What time it is in each salon where it is left out. */
  readonly now?: Date;
  /** What was otherwise in each of them, one version ago. */
  readonly former: Partial<BookingRow>;
};

/** Tells of bookings that one statement has changed alike: each as it is now, with what it was before. */
export async function tellOfBookings(
  ctx: Ctx,
  tx: Tx,
  bookingIds: readonly string[],
  { type, now, former }: Change,
): Promise<void> {
  if (bookingIds.length === 0) return;
  const changed = await findBookingsById(tx, ctx.actor, bookingIds);
  const events = changed.map((after) => {
    const booking = { ...after.booking, ...former, version: after.booking.version - 1 };
    return bookingEvent(type, now ?? after.now, after, { ...after, booking });
  });
  await emit(ctx, tx, ...events);
}
