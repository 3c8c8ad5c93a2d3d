import { may, mayOnBooking } from "./answers.ts";

export const WAITLIST = {
  "waitlist.join": may(["–"], "bookings:write"),
  "waitlist.list": may(["R"], "bookings:read"),
  "waitlist.get": mayOnBooking(["H", "its C", "R"], "bookings:read"),
  "waitlist.leave": mayOnBooking(["H", "its C", "R"], "bookings:write"),
  "waitlist.offer": mayOnBooking(["R"], "bookings:write"),
} as const;
