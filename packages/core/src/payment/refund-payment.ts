import type { Payment, RefundPayment } from "@salon/contracts";
import { mayCorrect, openBookingToChange } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { invalidInput, notFound } from "../errors.ts";
import { emit } from "../event/index.ts";
import { localDateIn, paymentEvent } from "./payment-event.ts";
import { presentPayment } from "./present.ts";
import { findPayments, insertPayment } from "./queries.ts";

/** Holds the booking's row: two at once never pay back more than came in. Throws `invalid_input`, `not_found`. */
export async function refundPayment(ctx: Ctx, input: RefundPayment): Promise<Payment> {
  const { paymentId, amountMinor, reason } = input;
  return ctx.transact(async (tx) => {
    const { record } = await openBookingToChange(ctx, tx, input, mayCorrect);
    const rows = await findPayments(tx, record.booking);
    const payment = rows.find(({ id, refundOf }) => id === paymentId && refundOf === null);
    if (!payment) throw notFound("payment");
    const left = rows
      .filter(({ refundOf }) => refundOf === paymentId)
      .reduce((sum, refund) => sum + refund.amountMinor, payment.amountMinor);
    if (amountMinor > left)
      throw invalidInput("/amountMinor", "more_than_paid", "This is more than is left of the payment.");
    const { id: refundOf, createdAt: _, ...paid } = payment;
    const refund = await insertPayment(tx, {
      ...paid,
      refundOf,
      amountMinor: -amountMinor,
      tipMinor: 0,
      note: reason,
      localDate: localDateIn(record),
    });
    await emit(ctx, tx, paymentEvent("payment.refunded", record, refund));
    return presentPayment(refund);
  });
}
