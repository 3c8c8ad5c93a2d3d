import { localDateOf } from "@salon/scheduling";
import type { BookingRecord } from "../booking/index.ts";
import type { NewEvent } from "../event/index.ts";
import { presentPayment } from "./present.ts";
import type { PaymentRow } from "./queries.ts";

/** What was paid or paid back, without the note, which is personal. */
export function paymentEvent(
  type: "payment.recorded" | "payment.refunded",
  { now }: Pick<BookingRecord, "now">,
  payment: PaymentRow,
): NewEvent {
  const { note: _, ...data } = presentPayment(payment);
  return {
    type,
    salon: { businessId: payment.businessId, id: payment.salonId },
    subjectId: payment.id,
    occurredAt: now,
    data,
    audit: { before: null, after: presentPayment(payment) },
  };
}

/** The day to which money counts that changes hands now. */
export function localDateIn({ booking, now }: Pick<BookingRecord, "booking" | "now">): string {
  return localDateOf(now.getTime(), booking.timeZone);
}
