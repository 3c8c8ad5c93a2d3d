import type { BookingPayments, Payment } from "@salon/contracts";
import { totalOf } from "../booking/index.ts";
import type { BookingRecord } from "../booking/index.ts";
import type { PaymentRow } from "./queries.ts";

export function presentPayment({ businessId: _, salonId: __, ...payment }: PaymentRow): Payment {
  return payment;
}

/** Once a price was lowered there may be more paid than is asked: then nothing is due. */
export function presentPayments(
  { booking, lines }: Pick<BookingRecord, "booking" | "lines">,
  rows: readonly PaymentRow[],
): BookingPayments {
  const { currency } = booking;
  const total = totalOf(booking, lines);
  const paid = rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    total,
    paid: { amountMinor: paid, currency },
    due: { amountMinor: Math.max(0, total.amountMinor - paid), currency },
    items: rows.map(presentPayment),
  };
}
