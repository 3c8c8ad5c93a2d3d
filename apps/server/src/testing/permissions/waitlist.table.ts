import { may, mayAtAll, mayOnBooking } from "./answers.ts";

/** Waiting is open to all, and so is to read that this is the reception's: signing in would not help. */
const GUESTS = { anonymous: 403, holder: 403, holderOfAnother: 403, keyElsewhere: 404 } as const;

export const WAITLIST = {
  "waitlist.join": may(["–"], "bookings:write"),
  "waitlist.join, for a client": mayAtAll(["R"], "bookings:write", GUESTS),
  "waitlist.list": may(["R"], "bookings:read"),
  "waitlist.get": mayOnBooking(["H", "its C", "R"], "bookings:read"),
  "waitlist.leave": mayOnBooking(["H", "its C", "R"], "bookings:write"),
  "waitlist.offer": mayOnBooking(["R"], "bookings:write"),
} as const;
