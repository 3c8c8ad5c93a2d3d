import type { AffectedBooking } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { tellOfBookings } from "../booking/index.ts";
import { lockCalendars } from "../calendar/index.ts";
import type { Ctx } from "../context.ts";
import { flagBookings, lockBookings } from "./queries.ts";

export { findLiveBookings, findLiveBookingsOn, lockBookings } from "./queries.ts";
export { presentAffected } from "./present.ts";
export type { LiveBooking } from "./queries.ts";

/**
 * Finds bookings again while it holds their rows and then the calendars, in the order that every writer keeps: nobody
 * can book, move or cancel behind the answer.
 */
export async function holdAffected(
  tx: Tx,
  businessId: number,
  calendarIds: readonly number[],
  find: () => Promise<AffectedBooking[]>,
): Promise<AffectedBooking[]> {
  const seen = await find();
  await lockBookings(
    tx,
    businessId,
    seen.map(({ id }) => id),
  );
  await lockCalendars(tx, businessId, calendarIds);
  return find();
}

/** Bookings that a change gets in the way of stay, and are marked so that somebody looks at them. */
export async function markForAttention(
  ctx: Ctx,
  tx: Tx,
  affected: readonly Pick<AffectedBooking, "id">[],
  { businessId, now }: { readonly businessId: number; readonly now: Date },
): Promise<void> {
  const flagged = await flagBookings(
    tx,
    businessId,
    affected.map(({ id }) => id),
  );
  await tellOfBookings(ctx, tx, flagged, { type: "booking.updated", now, former: { needsAttention: false } });
}
