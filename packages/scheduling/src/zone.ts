import { DAY_MS, type DayNumber } from "./calendar-day.ts";
import type { Instant } from "./model.ts";

/** A wall clock's reading, as milliseconds since the epoch if the clock stood in UTC. */
export type WallTime = number;

/** A stretch of time with one offset, `[start, end)`; unbounded ones end at infinity. */
export type OffsetSpan = { readonly start: Instant; readonly end: Instant; readonly offsetMs: number };

/**
 * The one place where local time becomes instants. Temporal names the changes of the clock once;
 * what lies between two of them is plain arithmetic.
 */
export class Zone {
  readonly #name: string;
  readonly #spans: OffsetSpan[] = [];
  #latest: OffsetSpan;

  constructor(name: string) {
    this.#name = name;
    this.#latest = readSpan(name, 0);
  }

  spanAt(instant: Instant): OffsetSpan {
    const latest = this.#latest;
    if (latest.start <= instant && instant < latest.end) return latest;
    let span = this.#spans.find(({ start, end }) => start <= instant && instant < end);
    if (!span) this.#spans.push((span = readSpan(this.#name, instant)));
    return (this.#latest = span);
  }

  wallTime(instant: Instant): WallTime {
    return instant + this.spanAt(instant).offsetMs;
  }

  dayAt(instant: Instant): DayNumber {
    return Math.floor(this.wallTime(instant) / DAY_MS);
  }

  startOfDay(day: DayNumber): Instant {
    return this.firstInstant(day * DAY_MS);
  }

  /** The first occurrence of a repeated reading; for one that is skipped, the change of the clock. */
  firstInstant(wall: WallTime): Instant {
    let span = this.spanAt(wall - DAY_MS);
    while (wall - span.offsetMs >= span.end) span = this.spanAt(span.end);
    return Math.max(wall - span.offsetMs, span.start);
  }

  /** The last occurrence of a repeated reading; for one that is skipped, the change of the clock. */
  lastInstant(wall: WallTime): Instant {
    let span = this.spanAt(wall + DAY_MS);
    while (wall - span.offsetMs < span.start) span = this.spanAt(span.start - 1);
    return Math.min(wall - span.offsetMs, span.end);
  }
}

const zones = new Map<string, Zone>();

/** Throws a RangeError for a name that is no IANA time zone. */
export function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone);
  if (!zone) {
    if (!isTimeZone(timeZone)) throw new RangeError(`not an IANA time zone: ${timeZone}`);
    zones.set(timeZone, (zone = new Zone(timeZone)));
  }
  return zone;
}

/** Whether the name is an IANA time zone, in its own spelling; fixed offsets are none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Z][\w+/-]*$/i.test(name)) return false;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId === name;
  } catch {
    return false;
  }
}

function readSpan(timeZone: string, instant: Instant): OffsetSpan {
  // "previous" is strictly before: a millisecond later, a change at the instant itself counts.
  const after = Temporal.Instant.fromEpochMilliseconds(instant + 1).toZonedDateTimeISO(timeZone);
  const at = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  return {
    start: after.getTimeZoneTransition("previous")?.epochMilliseconds ?? -Infinity,
    end: at.getTimeZoneTransition("next")?.epochMilliseconds ?? Infinity,
    offsetMs: at.offsetNanoseconds / 1_000_000,
  };
}
