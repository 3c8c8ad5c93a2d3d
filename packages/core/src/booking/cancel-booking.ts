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
    if (late && judgeMove(record.booking.status, "cancelByClient") === "allowed" && refusesLate(record))
      throw new DomainError("too_late_to_cancel", TOO_LATE_TO_CANCEL);
    return moveBooking(ctx, tx, record, "cancelByClient", { cancelReason, late });
  });
}

export const TOO_LATE_TO_CANCEL = "The time for cancelling has passed; ask the salon.";

export function refusesLate({ policy }: Pick<BookingRecord, "policy">): boolean {
  return policy.lateCancel === "refuse";
}

export function isCancelled({ booking }: Pick<BookingRecord, "booking">): boolean {
  return booking.status === "cancelled_by_client" || booking.status === "cancelled_by_salon";
}
