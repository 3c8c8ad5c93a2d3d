import type { ReassignBookings } from "@salon/contracts";
import type { Db } from "@salon/db";
import { dayInterval, localDateOf } from "@salon/scheduling";
import type { LocalDate } from "@salon/scheduling";
import type { FoundSalon } from "../../salon/index.ts";
import { findAhead } from "./queries.ts";

/** Bookings in one go: their calendars are held for less than the second that others wait. */
const ABOUT = 200;
/** More than the visits of a whole day, were each of a minute. */
const LOOKED_AT = ABOUT + 25 * 60;

/** Bookings that are given away at once. */
export type Go = {
  readonly bookingIds: readonly string[];
  /** They start after this, and before that. */
  readonly after: Date;
  readonly before: Date | null;
  /** The date on which the next go begins; null: there is none. */
  readonly next: LocalDate | null;
};

/** Whole days, so that nothing in one go depends on another: the last is the one on which there are enough. */
export async function nextGo(
  db: Db,
  { salon, now }: FoundSalon,
  { staffId, from, to }: ReassignBookings,
): Promise<Go> {
  const { timeZone } = salon;
  const first = from === undefined ? -Infinity : dayInterval(from, timeZone).start - 1;
  const after = new Date(Math.max(first, now.getTime()));
  const before = to === undefined ? null : new Date(dayInterval(to, timeZone).end);
  const ahead = await findAhead(db, salon, staffId, { after, before, now, limit: LOOKED_AT });
  const enough = ahead[ABOUT - 1];
  if (!enough) return { bookingIds: ahead.map(({ id }) => id), after, before, next: null };
  const { end } = dayInterval(localDateOf(enough.startsAt.getTime(), timeZone), timeZone);
  const chosen = ahead.filter(({ startsAt }) => startsAt.getTime() < end);
  const later = ahead[chosen.length];
  return {
    bookingIds: chosen.map(({ id }) => id),
    after,
    before: later ? new Date(end) : before,
    next: later ? localDateOf(later.startsAt.getTime(), timeZone) : null,
  };
}
