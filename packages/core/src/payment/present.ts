import type { BookingPayments, BookingStatus, Payment } from "@salon/contracts";
import { totalOf } from "../booking/index.ts";
import type { BookingRecord } from "../booking/index.ts";
import type { PaymentRow } from "./queries.ts";

export function presentPayment({ businessId: _, salonId: __, ...payment }: PaymentRow): Payment {
  return payment;
}

const CALLED_OFF: ReadonlySet<BookingStatus> = new Set([
  "released",
  "expired",
  "declined",
  "cancelled_by_client",
  "cancelled_by_salon",
]);

/** What is due and what may be given back are never both: one is zero. */
export function presentPayments(
  { booking, lines }: Pick<BookingRecord, "booking" | "lines">,
  rows: readonly PaymentRow[],
): BookingPayments {
  const money = (amountMinor: number) => ({ amountMinor, currency: booking.currency });
  const total = totalOf(booking, lines);
  const asked = CALLED_OFF.has(booking.status) ? 0 : total.amountMinor;
  const paid = sum(rows.map(({ amountMinor }) => amountMinor));
  const refunded = sum(rows.map(({ refundOf, amountMinor }) => (refundOf === null ? 0 : -amountMinor)));
  const discount = sum(lines.map(({ kind, amountMinor }) => (kind === "discount" ? -amountMinor : 0)));
  return {
    total,
    discount: money(discount),
    paid: money(paid),
    tips: money(sum(rows.map(({ tipMinor }) => tipMinor))),
    refunded: money(refunded),
    due: money(Math.max(0, asked - paid)),
    credit: money(Math.max(0, paid - asked)),
    items: rows.map(presentPayment),
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
