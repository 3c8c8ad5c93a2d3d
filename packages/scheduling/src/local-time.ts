import { DAY_MS, MINUTE_MS, dateOf, dayOf, padded } from "./calendar-day.ts";
import type { Instant, Interval, LocalDate } from "./model.ts";
import { zoneOf, type WallTime } from "./zone.ts";

/** What a local time without an offset can mean. */
export type ResolvedLocal =
  | { readonly kind: "instant"; readonly instant: Instant }
  /** The clocks skip it: the same reading by the offset after and before the change. */
  | { readonly kind: "nonexistent"; readonly nearest: readonly [before: Instant, after: Instant] }
  | { readonly kind: "ambiguous"; readonly both: readonly [first: Instant, second: Instant] };

/** Meaning of a local time that somebody typed, `YYYY-MM-DDTHH:mm[:ss]`. Throws a RangeError if it is malformed. */
export function resolveLocal(localDateTime: string, timeZone: string): ResolvedLocal {
  const zone = zoneOf(timeZone);
  const wall = parseWallTime(localDateTime);
  const first = zone.firstInstant(wall);
  const second = zone.lastInstant(wall);
  if (zone.wallTime(first) !== wall) {
    const before = wall - zone.spanAt(first).offsetMs;
    const after = wall - zone.spanAt(first - 1).offsetMs;
    return { kind: "nonexistent", nearest: [before, after] };
  }
  return first === second
    ? { kind: "instant", instant: first }
    : { kind: "ambiguous", both: [first, second] };
}

export function localDateOf(instant: Instant, timeZone: string): LocalDate {
  return dateOf(zoneOf(timeZone).dayAt(instant));
}

/** From the first instant of a date to that of the next: 23, 24 or 25 hours, or what the zone makes of it. */
export function dayInterval(date: LocalDate, timeZone: string): Interval {
  const zone = zoneOf(timeZone);
  return { start: zone.startOfDay(dayOf(date)), end: zone.startOfDay(dayOf(date) + 1) };
}

/** RFC 3339 with the offset of the zone: `2027-03-28T03:00:00+02:00`. */
export function renderLocal(instant: Instant, timeZone: string): string {
  const { offsetMs } = zoneOf(timeZone).spanAt(instant);
  const wall = instant + offsetMs;
  const day = Math.floor(wall / DAY_MS);
  const clock = hoursAndMinutes((wall - day * DAY_MS) / MINUTE_MS);
  const seconds = padded(Math.floor((wall - day * DAY_MS) / 1000) % 60, 2);
  const sign = offsetMs < 0 ? "-" : "+";
  return `${dateOf(day)}T${clock}:${seconds}${sign}${hoursAndMinutes(Math.round(Math.abs(offsetMs) / MINUTE_MS))}`;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(dayOf(date) + days);
}

function parseWallTime(localDateTime: string): WallTime {
  const [, date, hours, minutes, seconds] =
    /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(localDateTime) ?? [];
  if (date === undefined) throw new RangeError(`not a local time: ${localDateTime}`);
  const minuteOfDay = Number(hours) * 60 + Number(minutes);
  return dayOf(date) * DAY_MS + minuteOfDay * MINUTE_MS + Number(seconds ?? 0) * 1000;
}

function hoursAndMinutes(minutes: number): string {
  return `${padded(Math.floor(minutes / 60), 2)}:${padded(Math.floor(minutes) % 60, 2)}`;
}
