import type { Booking, BookingRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { openBooking } from "./open-booking.ts";
import { mayReadBooking } from "./policy.ts";
import { presentBooking } from "./record.ts";

export async function getBooking(ctx: Ctx, { bookingId }: BookingRef): Promise<Booking> {
  const { record } = await openBooking(ctx, ctx.db, bookingId, mayReadBooking);
  return presentBooking(record);
}
