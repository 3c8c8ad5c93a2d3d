import type { BookingStatus, Payment, RecordPayment } from "@salon/contracts";
import { mayAttend, openBookingToChange } from "../booking/index.ts";
import type { BookingRecord } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { emit } from "../event/index.ts";
import { localDateIn, paymentEvent } from "./payment-event.ts";
import { presentPayment, presentPayments } from "./present.ts";
import { findPayments, insertPayment } from "./queries.ts";

/** Those in which a visit stands: nothing is taken for what was not agreed upon, or is called off. */
const PAYABLE: ReadonlySet<BookingStatus> = new Set([
  "confirmed",
  "checked_in",
  "in_service",
  "completed",
  "no_show",
]);

/**
 * Holds the booking's row: of two who take the same money the second is told that nothing is due. Throws `invalid_input`,
 * `invalid_transition`.
 */
export async function recordPayment(ctx: Ctx, input: RecordPayment): Promise<Payment> {
  const { method, amountMinor, tipMinor, note = null } = input;
  return ctx.transact(async (tx) => {
    const { record } = await openBookingToChange(ctx, tx, input, mayAttend);
    const { booking } = record;
    if (!PAYABLE.has(booking.status))
      throw new DomainError("invalid_transition", `Nothing is paid for a booking that is ${booking.status}.`);
    const { due } = presentPayments(record, await findPayments(tx, booking));
    if (amountMinor > due.amountMinor)
      throw invalidInput("/amountMinor", "more_than_due", "This is more than is due; a tip is told apart.");
    const paid = await insertPayment(tx, {
      businessId: booking.businessId,
      salonId: booking.salonId,
      bookingId: booking.id,
      refundOf: null,
      method,
      amountMinor,
      tipMinor,
      note,
      currency: booking.currency,
      staffId: whoseTakings(record, input.staffId),
      localDate: localDateIn(record),
    });
    await emit(ctx, tx, paymentEvent("payment.recorded", record, paid));
    return presentPayment(paid);
  });
}

function whoseTakings({ items }: BookingRecord, wanted: string | undefined): string {
  const found = items.find(({ staffId }) => wanted === undefined || staffId === wanted);
  if (!found) throw invalidInput("/staffId", "unknown_staff", "They do nothing at this visit.");
  return found.staffId;
}
