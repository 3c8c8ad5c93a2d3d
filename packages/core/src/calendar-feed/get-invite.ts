import type { BookingRef } from "@salon/contracts";
import { mayReadBooking, openBooking } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { findItsSalon } from "../salon/index.ts";
import { inviteOf } from "./invite.ts";
import { findGuest } from "./queries.ts";

/** A booking as a calendar's file, for whoever may read it. The link in it is for those whose booking it is. */
export async function getInvite(ctx: Ctx, { bookingId }: BookingRef): Promise<string> {
  const { record, party } = await openBooking(ctx, ctx.db, bookingId, mayReadBooking);
  const { salon } = await findItsSalon(ctx, ctx.db, record.booking.salonId);
  const guest = await findGuest(ctx.db, record);
  const linked = party === "holder" || party === "customer";
  return ctx.calendars(inviteOf(ctx, { record, salon, guest, linked }));
}
