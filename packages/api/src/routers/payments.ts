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
        summary: "Record what was paid at the desk",
        description:
          "At most what is due; a tip is told apart. In the booking's currency. It counts to the salon's day on which it is recorded.",
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
        summary: "Record what was paid back",
        description: "For managers. Never more than is left of the payment; tips stay.",
        tags,
        scope: "bookings:override",
        successStatus: 201,
      }),
    )
    .input(RefundPayment)
    .output(Payment)
    .mutation(({ ctx, input }) => refundPayment(ctx, input)),
  takings: procedure
    .meta(
      rest("GET /salons/{salonId}/takings", {
        summary: "What came in, by day, method and person",
        tags,
        scope: "salon:read",
      }),
    )
    .input(ReadTakings)
    .output(Takings)
    .query(({ ctx, input }) => readTakings(ctx, input)),
});
