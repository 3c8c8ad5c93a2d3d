import { may, mayAtAll, mayOnBooking } from "./answers.ts";

/** To book is open to all, and so is to read that this is the salon's: signing in would not help. */
const GUESTS = { anonymous: 403, holder: 403, holderOfAnother: 403, keyElsewhere: 404 } as const;

export const BOOKINGS = {
  "availability.find": may(["–"], "any key"),
  "availability.search": may(["–"], "any key"),
  "availability.search, as if a booking were not there": may(["H", "its C", "own S", "R"], "bookings:read"),
  "availability.explain": may(["–"], "any key"),
  "availability.onChange": may(["–"], "any key"),

  "bookings.quote": may(["–"], "any key"),
  "bookings.mine": mayAtAll(["C"], "no key"),
  "bookings.list": may(["S"], "bookings:read"),
  "bookings.export": may(["M"], "bookings:read"),
  "bookings.onChange": may(["S"], "bookings:read"),
  "bookings.get": mayOnBooking(["H", "its C", "own S", "R"], "bookings:read"),
  "bookings.invite": mayOnBooking(["H", "its C", "own S", "R"], "bookings:read"),

  // Members who name a client book for the salon, a stylist in the own calendar only.
  "bookings.create": may(["–"], "bookings:write", { otherStylist: 403 }),
  "bookings.create, a hold": may(["–"], "bookings:write"),
  // Who is nobody's account says whom it is for.
  "bookings.create, for oneself": may(["C"], "bookings:write", {
    anonymous: 400,
    holder: 400,
    holderOfAnother: 400,
    key: 400,
  }),
  "bookings.create, for a client": mayAtAll(["own S", "R"], "bookings:write", GUESTS),
  "bookings.create, with an override": mayAtAll(["M"], ["bookings:write", "bookings:override"], GUESTS),

  // The page of permissions gives the note to the salon, the contract to the customer too.
  "bookings.update": mayOnBooking(["H", "its C", "own S", "R"], "bookings:write"),
  "bookings.update, minutes": mayOnBooking(["own S", "R"], "bookings:write"),
  "bookings.update, prices": mayOnBooking(["M"], "bookings:override"),
  "bookings.update, discount": mayOnBooking(["M"], "bookings:override"),
  "bookings.update, with an override": mayOnBooking(["M"], ["bookings:write", "bookings:override"]),
  "bookings.confirm": mayOnBooking(["H", "its C", "R"], "bookings:write"),
  "bookings.release": mayOnBooking(["H", "its C", "R"], "bookings:write"),
  "bookings.cancel": mayOnBooking(["H", "its C", "own S", "R"], "bookings:write"),
  "bookings.reschedule": mayOnBooking(["H", "its C", "own S", "R"], "bookings:write"),
  "bookings.reschedule, with an override": mayOnBooking(["M"], ["bookings:write", "bookings:override"]),
  "bookings.approve": mayOnBooking(["own S", "R"], "bookings:write"),
  "bookings.decline": mayOnBooking(["own S", "R"], "bookings:write"),
  "bookings.checkIn": mayOnBooking(["own S", "R"], "bookings:write"),
  "bookings.start": mayOnBooking(["own S", "R"], "bookings:write"),
  "bookings.complete": mayOnBooking(["own S", "R"], "bookings:write"),
  "bookings.noShow": mayOnBooking(["own S", "R"], "bookings:write"),
  "bookings.reopen": mayOnBooking(["M"], "bookings:override"),
} as const;
