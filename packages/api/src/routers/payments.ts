import {
  BookingPayments,
  BookingRef,
  Payment,
  ReadTakings,
  RecordPayment,
  RefundPayment,
  Takings,
} from "@salon/contracts";
import { listPayments, readTakings, recordPayment, refundPayment } from "@salon/core";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Payments"] as const;

export const paymentsRouter = router({
  list: procedure
    .meta(
      rest("GET /bookings/{bookingId}/payments", {
        summary: "What was paid for a visit, and what is due",
        description: "Of a visit that was called off nothing is due; what came in for it is its `credit`.",
        tags,
        scope: "bookings:read",
      }),
    )
    .input(BookingRef)
    .output(BookingPayments)
    .query(({ ctx, input }) => listPayments(ctx, input)),
  record: procedure
    .meta(
      rest("POST /bookings/{bookingId}/payments", {
        summary: "Record what was paid at the desk, or through a provider",
        description:
          "At the desk at most what is due; a tip is told apart. In the booking's currency. It counts to the salon's day on which it is recorded. With `online` the provider is asked what it took for this visit: amount and tip together must be that, whatever is due, and the same reference again is the same payment.",
        tags,
        scope: "bookings:write",
        successStatus: 201,
        problems: [409],
      }),
    )
    .input(RecordPayment)
    .output(Payment)
    .mutation(({ ctx, input }) => recordPayment(ctx, input)),
  refund: procedure
    .meta(
      rest("POST /bookings/{bookingId}/payments/{paymentId}/refund", {
        summary: "Pay back, or record what was paid back",
        description:
          "For managers. Never more than is left of the payment; tips stay. What came through a provider is given back there first, under an Idempotency-Key: after a 503 try the same again.",
        tags,
        scope: "bookings:override",
        successStatus: 201,
        problems: [409],
      }),
    )
    .input(RefundPayment)
    .output(Payment)
    .mutation(({ ctx, input }) => refundPayment(ctx, input)),
  takings: procedure
    .meta(
      rest("GET /salons/{salonId}/takings", {
        summary: "What came in, by day, method and person",
        description:
          "Money counts to the day on which it was recorded, and refunds to theirs; discounts to the day of the visit.",
        tags,
        scope: "salon:read",
      }),
    )
    .input(ReadTakings)
    .output(Takings)
    .query(({ ctx, input }) => readTakings(ctx, input)),
});
