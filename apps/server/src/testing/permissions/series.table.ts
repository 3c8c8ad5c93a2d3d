import { mayAtAll, mayOnBooking, may } from "./answers.ts";

/** A token opens one booking, and nothing of its series; whose key it is not is told of no salon. */
const ACCOUNTS = { holder: 401, holderOfAnother: 401 } as const;
const ELSEWHERE = { keyElsewhere: 404 } as const;

export const SERIES = {
  // As one booking, but for an account; members who name a client book for the salon.
  "series.create": mayAtAll(["C"], "bookings:write", { otherStylist: 403, ...ELSEWHERE }),
  // Who is nobody's account says whom it is for.
  "series.create, for oneself": mayAtAll(["C"], "bookings:write", {
    key: 400,
    ...ELSEWHERE,
  }),
  "series.create, for a client": mayAtAll(["own S", "R"], "bookings:write", ELSEWHERE),
  "series.create, with an override": mayAtAll(["M"], ["bookings:write", "bookings:override"], ELSEWHERE),
  "series.preview": mayAtAll(["C"], "bookings:write", { otherStylist: 403, ...ELSEWHERE }),
  "series.list": may(["S"], "bookings:read"),
  "series.mine": mayAtAll(["C"], "no key"),
  "series.get": mayOnBooking(["its C", "own S", "R"], "bookings:read", ACCOUNTS),
  "series.update": mayOnBooking(["its C", "own S", "R"], "bookings:write", ACCOUNTS),
  "series.update, with an override": mayOnBooking(["M"], ["bookings:write", "bookings:override"], ACCOUNTS),
  "series.previewUpdate": mayOnBooking(["its C", "own S", "R"], "bookings:write", ACCOUNTS),
  "series.cancel": mayOnBooking(["its C", "own S", "R"], "bookings:write", ACCOUNTS),
} as const;
