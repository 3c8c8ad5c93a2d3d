import { z } from "zod";
import { BookingRef } from "./bookings.ts";
import { Id } from "./ids.ts";
import { AmountMinor, Money } from "./money.ts";
import { line } from "./text.ts";
import { Instant, LocalDate } from "./time.ts";

export const PAYMENT_METHODS = ["cash", "card", "voucher", "other"] as const;

export const RecordPayment = BookingRef.extend({
  method: z.enum(PAYMENT_METHODS),
  /** At most what is due; what is given beside it is a tip. */
  amountMinor: AmountMinor.min(1),
  tipMinor: AmountMinor.default(0),
  /** To whom it counts; left out, whoever does the first item. */
  staffId: Id.optional(),
  note: line(300).nullish(),
}).meta({ id: "RecordPayment" });
export type RecordPayment = z.infer<typeof RecordPayment>;

export const RefundPayment = BookingRef.extend({
  paymentId: Id,
  amountMinor: AmountMinor.min(1),
  reason: line(300),
}).meta({ id: "RefundPayment" });
export type RefundPayment = z.infer<typeof RefundPayment>;

/** Money that came in; what went back is a payment too, below zero, that names the one it takes back. */
export const Payment = z
  .object({
    id: Id,
    bookingId: Id,
    refundOf: Id.nullable(),
    method: z.enum(PAYMENT_METHODS),
    amountMinor: z.int(),
    tipMinor: z.int(),
    currency: z.string(),
    staffId: Id,
    note: z.string().nullable(),
    /** Of the salon, by its own clock: the day that it counts to. */
    localDate: LocalDate,
    createdAt: Instant,
  })
  .meta({ id: "Payment" });
export type Payment = z.infer<typeof Payment>;

/** What a visit costs, what came in for it, tips left out, and what is still to come. */
export const BookingPayments = z
  .object({ total: Money, paid: Money, due: Money, items: z.array(Payment) })
  .meta({ id: "BookingPayments" });
export type BookingPayments = z.infer<typeof BookingPayments>;

const YEAR_MS = 366 * 24 * 60 * 60_000;
const isYear = ({ from, to }: { from: string; to: string }) => {
  const length = Date.parse(to) - Date.parse(from);
  return length >= 0 && length <= YEAR_MS;
};

export const ReadTakings = z
  .strictObject({ salonId: Id, from: LocalDate, to: LocalDate })
  .refine(isYear, { path: ["to"], error: "Not before `from`, and at most a year after it." });
export type ReadTakings = z.infer<typeof ReadTakings>;

const sums = {
  payments: z.int(),
  /** Less what was paid back. */
  amountMinor: z.int(),
  tipMinor: z.int(),
};

/** What came in, by the salon's days. */
export const Takings = z
  .object({
    currency: z.string(),
    total: z.object(sums),
    days: z.array(
      z.object({
        date: LocalDate,
        method: z.enum(PAYMENT_METHODS),
        staffId: Id,
        staffName: z.string(),
        ...sums,
      }),
    ),
  })
  .meta({ id: "Takings" });
export type Takings = z.infer<typeof Takings>;
