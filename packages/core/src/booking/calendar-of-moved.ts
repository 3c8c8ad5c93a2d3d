import type { Db } from "@salon/db";
import type { Ctx } from "../context.ts";
import { openBooking } from "./open-booking.ts";
import { mayDo, mayMoveBooking, mayReadBooking } from "./policy.ts";
import { clientCalendarOf } from "./time-taken/queries.ts";

type Moving = { readonly salonId: string; readonly rescheduling?: string | undefined };

/**
 * The calendar of whoever is served by the booking that is to be moved in this salon: their other visits are in its way.
 * Null for a caller who may read it and not move it, who learns nothing of them. Throws as reading the booking does.
 */
export async function calendarOfMoved(
  ctx: Ctx,
  db: Db,
  { salonId, rescheduling }: Moving,
): Promise<number | null> {
  if (rescheduling === undefined) return null;
  const { record, party } = await openBooking(ctx, db, rescheduling, mayReadBooking);
  const isTheirs = record.booking.salonId === salonId && mayDo(ctx, party, mayMoveBooking);
  return isTheirs ? clientCalendarOf(db, record.booking) : null;
}
