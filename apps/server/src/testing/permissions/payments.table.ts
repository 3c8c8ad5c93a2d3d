import { may, mayOnBooking } from "./answers.ts";

export const PAYMENTS = {
  "payments.list": mayOnBooking(["own S", "R"], "bookings:read"),
  "payments.record": mayOnBooking(["own S", "R"], "bookings:write"),
  "payments.refund": mayOnBooking(["M"], "bookings:override"),
  "payments.takings": may(["M"], "salon:read"),
} as const;
