import { randomUUID } from "node:crypto";
import type { BareBooking } from "./bare-booking.ts";
import { BUSY_DAYS_AHEAD } from "./fill.ts";
import type { Request } from "./load.ts";
import type { BusySalon } from "./place.ts";

/** A visit that nobody has booked yet. */
export type FreeVisit = Pick<BareBooking, "staffId" | "calendarId" | "startsAt">;

const DAY_MS = 86_400_000;
/** From nine in the morning, in UTC, so that summer time moves nobody out of the opening hours. */
const FIRST_MINUTE = 9 * 60;
const VISITS_A_DAY = 10;
const MINUTES_APART = 45;

/** Visits beyond all appointments, each once: one for every person in turn, then the next hour. */
export function* freeVisits({ cutters }: BusySalon): Generator<FreeVisit, never> {
  const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  for (let visit = 0; ; visit++) {
    const day = BUSY_DAYS_AHEAD + 2 + Math.floor(visit / VISITS_A_DAY);
    const minute = FIRST_MINUTE + (visit % VISITS_A_DAY) * MINUTES_APART;
    const startsAt = new Date(midnight + day * DAY_MS + minute * 60_000).toISOString();
    for (const { id, calendarId } of cutters) yield { staffId: id, calendarId, startsAt };
  }
}

export function take<Item>(items: Iterator<Item, never>, count: number): Item[] {
  return Array.from({ length: count }, () => items.next().value);
}

/** A guest books over REST, under a key of their own. */
export function bookingRequest({ salonId, cutId }: BusySalon, { staffId, startsAt }: FreeVisit): Request {
  return {
    method: "POST",
    path: "/api/v1/bookings",
    headers: { "idempotency-key": randomUUID() },
    body: JSON.stringify({
      salonId,
      startsAt,
      items: [{ variantId: cutId, staffId }],
      client: { name: "Alice", email: "alice@example.com" },
    }),
  };
}

export function bareBookingRequest({ businessId, salonId, cutId }: BusySalon, visit: FreeVisit): Request {
  const booking: BareBooking = { businessId, salonId, variantId: cutId, ...visit };
  return { method: "POST", path: "/bookings", body: JSON.stringify(booking) };
}
