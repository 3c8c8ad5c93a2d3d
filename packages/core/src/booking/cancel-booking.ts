import type { Booking, CancelBooking } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { isLate } from "./late.ts";
import { moveBooking } from "./move-booking.ts";
import { judgeMove } from "./moves.ts";
import { openBookingToChange } from "./open-booking.ts";
import { actsForSalon, mayMoveBooking } from "./policy.ts";
import { presentBooking } from "./record.ts";
import type { BookingRecord } from "./record.ts";

/** Frees the time of a booking; what it was stays in its history. Throws `too_late_to_cancel`, `invalid_transition`. */
export async function cancelBooking(ctx: Ctx, input: CancelBooking): Promise<Booking> {
  return ctx.transact(async (tx) => {
    const { record, party } = await openBookingToChange(ctx, tx, input, mayMoveBooking);
    if (isCancelled(record)) return presentBooking(record);
    const cancelReason = input.reason ?? null;
    if (actsForSalon(party)) return moveBooking(ctx, tx, record, "cancelBySalon", { cancelReason });
    const late = isLate(record);
    if (
      late &&
      judgeMove(record.booking.status, "cancelByClient") === "allowed" &&
      record.policy.lateCancel === "refuse"
    ) {
      throw new DomainError("too_late_to_cancel", "The time for cancelling has passed; ask the salon.");
    }
    return moveBooking(ctx, tx, record, "cancelByClient", { cancelReason, late });
  });
}

function isCancelled({ booking }: BookingRecord): boolean {
  return booking.status === "cancelled_by_client" || booking.status === "cancelled_by_salon";
}
