import type { Payment, RefundPayment } from "@salon/contracts";
import { mayCorrect, openBooking, openBookingToChange } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, invalidInput, notFound } from "../errors.ts";
import { emit } from "../event/index.ts";
import { isAnswered } from "../idempotency/index.ts";
import { giveBack } from "./ask-provider.ts";
import { localDateIn, paymentEvent } from "./payment-event.ts";
import { presentPayment } from "./present.ts";
import { findPayments, insertPayment } from "./queries.ts";
import type { PaymentRow } from "./queries.ts";

/**
 * Holds the booking's row: two at once never pay back more than came in. What came through a provider is given back
 * there first. Throws `invalid_input`, `not_found`, `already_exists`, `refund_refused`, `unavailable`.
 */
export async function refundPayment(ctx: Ctx, input: RefundPayment): Promise<Payment> {
  const given = await giveBackOnline(ctx, input);
  return ctx.transact(async (tx) => {
    const { record } = await openBookingToChange(ctx, tx, input, mayCorrect);
    const { payment, reference } = nextRefund(await findPayments(tx, record.booking), input);
    if (reference !== given) throw new DomainError("already_exists", AT_ONCE);
    const { id: refundOf, createdAt: _, ...paid } = payment;
    const refund = await insertPayment(tx, {
      ...paid,
      refundOf,
      reference,
      amountMinor: -input.amountMinor,
      tipMinor: 0,
      note: input.reason,
      localDate: localDateIn(record),
    });
    await emit(ctx, tx, paymentEvent("payment.refunded", record, refund));
    return presentPayment(refund);
  });
}

const AT_ONCE = "Somebody else has paid back of this payment just now: see what is left of it.";

/**
 * Before the transaction, which would wait for the provider; what was ordered there is recorded after. Where nobody
 * came to record it, whoever tries again orders the same refund. Null where nothing is ordered.
 */
async function giveBackOnline(ctx: Ctx, input: RefundPayment): Promise<string | null> {
  const { record } = await openBooking(ctx, ctx.db, input.bookingId, mayCorrect);
  const rows = await findPayments(ctx.db, record.booking);
  // Looked for after what was paid back was read: an answer that comes between has the refund of the same number.
  if (await isAnswered(ctx.db, ctx.request)) return null;
  const { payment, reference } = nextRefund(rows, input);
  const { provider, reference: paidBy, currency } = payment;
  if (provider === null || paidBy === null || reference === null) return null;
  if (!ctx.request.idempotency)
    throw new DomainError("idempotency_key_required", "Money moves: send an Idempotency-Key header.");
  await giveBack(ctx, provider, {
    id: reference,
    reference: paidBy,
    amountMinor: input.amountMinor,
    currency,
  });
  return reference;
}

type Next = { readonly payment: PaymentRow; readonly reference: string | null };

/** The payment, and how its next refund is named at its provider: by number, so that nobody orders the same one twice. */
function nextRefund(rows: readonly PaymentRow[], { paymentId, amountMinor }: RefundPayment): Next {
  const payment = rows.find(({ id, refundOf }) => id === paymentId && refundOf === null);
  if (!payment) throw notFound("payment");
  const refunds = rows.filter(({ refundOf }) => refundOf === paymentId);
  const left = refunds.reduce((sum, refund) => sum + refund.amountMinor, payment.amountMinor);
  if (amountMinor > left)
    throw invalidInput("/amountMinor", "more_than_paid", "This is more than is left of the payment.");
  return { payment, reference: payment.provider && `${paymentId}-${refunds.length + 1}` };
}
