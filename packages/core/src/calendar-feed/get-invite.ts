import type { BookingRef } from "@salon/contracts";
import { mayReadBooking, openBooking } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { findItsSalon } from "../salon/index.ts";
import { inviteOf } from "./invite.ts";
import { mayKeepLink, maySeeGuest } from "./policy.ts";
import { findGuest } from "./queries.ts";

/** A booking as a calendar's file, for whoever may read it. The link in it is for those whose booking it is. */
export async function getInvite(ctx: Ctx, { bookingId }: BookingRef): Promise<string> {
  const { record, party } = await openBooking(ctx, ctx.db, bookingId, mayReadBooking);
  const { salon } = await findItsSalon(ctx, ctx.db, record.booking.salonId);
  const guest = maySeeGuest(ctx.actor) ? await findGuest(ctx.db, record) : undefined;
  const linked = (party === "holder" || party === "customer") && mayKeepLink(ctx.actor);
  return ctx.calendars(inviteOf(ctx, { record, salon, guest, linked }));
}
