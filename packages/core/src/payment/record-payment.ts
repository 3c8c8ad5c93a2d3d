import type { BookingStatus, Payment, RecordPayment } from "@salon/contracts";
import { mayAttend, openBooking, openBookingToChange } from "../booking/index.ts";
import type { BookingRecord } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { emit } from "../event/index.ts";
import { findCaptured } from "./ask-provider.ts";
import { localDateIn, paymentEvent } from "./payment-event.ts";
import { presentPayment, presentPayments } from "./present.ts";
import { findPayments, insertPayment } from "./queries.ts";
import type { PaymentRow } from "./queries.ts";

/** Those in which a visit stands: the desk takes nothing for what was not agreed upon, or is called off. */
const PAYABLE: ReadonlySet<BookingStatus> = new Set([
  "confirmed",
  "checked_in",
  "in_service",
  "completed",
  "no_show",
]);

/**
 * Holds the booking's row: of two who take the same money the second is told that nothing is due. What a provider has
 * taken is recorded whatever became of the visit, and once. Throws `invalid_input`, `invalid_transition`, `unavailable`.
 */
export async function recordPayment(ctx: Ctx, input: RecordPayment): Promise<Payment> {
  const { method, amountMinor, tipMinor, note = null } = input;
  const taken = takenBy(input);
  if (taken) await expectCaptured(ctx, input, taken);
  return ctx.transact(async (tx) => {
    const { record } = await openBookingToChange(ctx, tx, input, mayAttend);
    const { booking } = record;
    const rows = await findPayments(tx, booking);
    const known = taken && rows.find((row) => isBy(row, taken));
    if (known) return presentPayment(known);
    if (!taken) expectDue(record, rows, amountMinor);
    const paid = await insertPayment(tx, {
      businessId: booking.businessId,
      salonId: booking.salonId,
      bookingId: booking.id,
      refundOf: null,
      method,
      amountMinor,
      tipMinor,
      note,
      provider: taken?.provider ?? null,
      reference: taken?.reference ?? null,
      currency: booking.currency,
      staffId: whoseTakings(record, input.staffId),
      localDate: localDateIn(record),
    });
    await emit(ctx, tx, paymentEvent("payment.recorded", record, paid));
    return presentPayment(paid);
  });
}

type Taken = { readonly provider: string; readonly reference: string };

function takenBy({ provider, reference }: RecordPayment): Taken | undefined {
  return provider === undefined || reference === undefined ? undefined : { provider, reference };
}

function isBy(row: PaymentRow, { provider, reference }: Taken): boolean {
  return row.refundOf === null && row.provider === provider && row.reference === reference;
}

/** The provider is asked for somebody who may record it. One that took money for another visit is as one that took none. */
async function expectCaptured(ctx: Ctx, input: RecordPayment, taken: Taken): Promise<void> {
  const { record } = await openBooking(ctx, ctx.db, input.bookingId, mayAttend);
  const { id, currency } = record.booking;
  const captured = await findCaptured(ctx, taken);
  if (captured?.bookingId !== id)
    throw invalidInput("/reference", "unknown_reference", "Nothing was taken for this visit under it.");
  if (captured.currency !== currency)
    throw invalidInput("/reference", "other_currency", `The visit is paid in ${currency}.`);
  if (captured.amountMinor !== input.amountMinor + input.tipMinor)
    throw invalidInput("/amountMinor", "other_amount", "Amount and tip are not what the provider took.");
}

function expectDue(record: BookingRecord, rows: readonly PaymentRow[], amountMinor: number): void {
  const { status } = record.booking;
  if (!PAYABLE.has(status))
    throw new DomainError("invalid_transition", `Nothing is paid for a booking that is ${status}.`);
  if (amountMinor > presentPayments(record, rows).due.amountMinor)
    throw invalidInput("/amountMinor", "more_than_due", "This is more than is due; a tip is told apart.");
}

function whoseTakings({ items }: BookingRecord, wanted: string | undefined): string {
  const found = items.find(({ staffId }) => wanted === undefined || staffId === wanted);
  if (!found) throw invalidInput("/staffId", "unknown_staff", "They do nothing at this visit.");
  return found.staffId;
}
