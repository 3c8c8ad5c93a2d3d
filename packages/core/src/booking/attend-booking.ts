import type { Booking, VersionedBookingRef } from "@salon/contracts";
import { localDateOf } from "@salon/scheduling";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { moveBooking } from "./move-booking.ts";
import type { Move } from "./moves.ts";
import { openBookingToChange } from "./open-booking.ts";
import { mayAttend, mayEndHold, mayCorrect } from "./policy.ts";
import type { MayDo } from "./policy.ts";

type MakeMove = (ctx: Ctx, input: VersionedBookingRef) => Promise<Booking>;

/** A hold's holder lets it go. */
export const releaseBooking = movingBy("release", mayEndHold);
export const approveBooking = movingBy("approve", mayAttend);
export const declineBooking = movingBy("decline", mayAttend);
export const checkInBooking = movingBy("checkIn", mayAttend);
export const startBooking = movingBy("start", mayAttend);
export const completeBooking = movingBy("complete", mayAttend);
export const markNoShow = movingBy("noShow", mayAttend);

/** Takes back a no-show or a completion, on the same day. */
export async function reopenBooking(ctx: Ctx, input: VersionedBookingRef): Promise<Booking> {
  return ctx.transact(async (tx) => {
    const { record } = await openBookingToChange(ctx, tx, input, mayCorrect);
    const { booking, now } = record;
    const isToday =
      localDateOf(booking.startsAt.getTime(), booking.timeZone) ===
      localDateOf(now.getTime(), booking.timeZone);
    if (!isToday && booking.status !== "confirmed")
      throw new DomainError("invalid_transition", "A booking is reopened on its own day only.");
    return moveBooking(ctx, tx, record, "reopen");
  });
}

function movingBy(move: Move, may: MayDo): MakeMove {
  return (ctx, input) =>
    ctx.transact(async (tx) => {
      const { record } = await openBookingToChange(ctx, tx, input, may);
      return moveBooking(ctx, tx, record, move);
    });
}
