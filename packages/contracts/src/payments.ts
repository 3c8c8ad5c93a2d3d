import { z } from "zod";
import { BookingRef } from "./bookings.ts";
import { Id } from "./ids.ts";
import { AmountMinor, Money } from "./money.ts";
import { line } from "./text.ts";
import { Instant, LocalDate } from "./time.ts";

/** `online`: through a provider that the server knows, which moved the money itself. */
export const PAYMENT_METHODS = ["cash", "card", "voucher", "other", "online"] as const;

export const RecordPayment = BookingRef.extend({
  method: z.enum(PAYMENT_METHODS),
  /** At the desk at most what is due; what is given beside it is a tip. */
  amountMinor: AmountMinor.min(1),
  tipMinor: AmountMinor.default(0),
  /** To whom it counts; left out, whoever does the first item. */
  staffId: Id.optional(),
  note: line(300).nullish(),
  /** With `online`, and then alone: who took the money, and under which name it is found there. */
  provider: line(40).optional().meta({ example: "acme-pay" }),
  reference: line(200).optional().meta({ example: "pay_29f8b1" }),
})
  .refine(
    ({ method, provider, reference }) => [provider, reference].every(isGivenWith(method === "online")),
    {
      path: ["reference"],
      error: "`provider` and `reference` go with `online`, both of them, and with nothing else.",
    },
  )
  .meta({ id: "RecordPayment" });
export type RecordPayment = z.infer<typeof RecordPayment>;

function isGivenWith(isOnline: boolean): (field: string | undefined) => boolean {
  return (field) => (field !== undefined) === isOnline;
}

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
    /** Of `online` ones. */
    provider: z.string().nullable(),
    /** The name there of what came in; of a refund, that under which it was asked for. */
    reference: z.string().nullable(),
    /** Of the salon, by its own clock: the day that it counts to. */
    localDate: LocalDate,
    createdAt: Instant,
  })
  .meta({ id: "Payment" });
export type Payment = z.infer<typeof Payment>;

/** What a visit costs, and what came in for it. */
export const BookingPayments = z
  .object({
    /** What is asked, the discount taken off. */
    total: Money,
    discount: Money,
    /** Tips left out, less what was paid back. */
    paid: Money,
    tips: Money,
    refunded: Money,
    /** What is still to come: nothing for a visit that was called off. */
    due: Money,
    /** What came in beyond what is asked; of a visit that was called off, all of it: what may be given back. */
    credit: Money,
    items: z.array(Payment),
  })
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
  refunds: z.int(),
  /** What was paid back, as a positive amount. */
  refundedMinor: z.int(),
};

/** What came in, by the salon's days. */
export const Takings = z
  .object({
    currency: z.string(),
    total: z.object({ ...sums, discountMinor: z.int() }),
    days: z.array(
      z.object({
        date: LocalDate,
        method: z.enum(PAYMENT_METHODS),
        staffId: Id,
        staffName: z.string(),
        ...sums,
      }),
    ),
    /** What was taken off visits that stand or took place, by the day of the visit. */
    discounts: z.array(z.object({ date: LocalDate, visits: z.int(), discountMinor: z.int() })),
  })
  .meta({ id: "Takings" });
export type Takings = z.infer<typeof Takings>;
