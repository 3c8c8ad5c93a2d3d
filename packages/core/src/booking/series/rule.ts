import { MOST_OCCURRENCES } from "@salon/contracts";
import type { CreateBookingSeries } from "@salon/contracts";
import { addDays, renderLocal, resolveLocal } from "@salon/scheduling";
import type { Instant } from "@salon/scheduling";
import { invalidInput } from "../../errors.ts";
import type { BookingRecord } from "../record.ts";

/** What a salon's clock shows, `YYYY-MM-DDTHH:mm:ss`. */
export type WallTime = string;

type Rule = Pick<CreateBookingSeries, "everyWeeks" | "count" | "until">;

const DAY_MS = 86_400_000;
const DAYS_OF_WEEK = 7;

export function wallTimeAt(instant: Instant, timeZone: string): WallTime {
  return renderLocal(instant, timeZone).slice(0, "YYYY-MM-DDTHH:mm:ss".length);
}

/** When each visit is by the rule: the same wall time every so many weeks. Throws `invalid_input` for an `until` out of reach. */
export function wallTimesOf(first: WallTime, rule: Rule): WallTime[] {
  const [date = "", time = ""] = first.split("T");
  const times = timesFrom(date, rule);
  if (times < 2) throw invalidInput("/until", "too_early", "A series has two visits at least.");
  if (times > MOST_OCCURRENCES)
    throw invalidInput("/until", "too_late", `A series has ${MOST_OCCURRENCES} visits at the most.`);
  const days = DAYS_OF_WEEK * rule.everyWeeks;
  return Array.from({ length: times }, (_, index) => `${addDays(date, index * days)}T${time}`);
}

/** How often a rule that begins on a date comes round. */
export function timesFrom(date: string, { everyWeeks, count, until = date }: Rule): number {
  const days = (Date.parse(until) - Date.parse(date)) / DAY_MS;
  return count ?? 1 + Math.floor(days / (DAYS_OF_WEEK * everyWeeks));
}

/** What a rule's wall time means: the first of two; undefined where the clocks skip it. */
export function instantOf(wallTime: WallTime, timeZone: string): Instant | undefined {
  const resolved = resolveLocal(wallTime, timeZone);
  switch (resolved.kind) {
    case "instant":
      return resolved.instant;
    case "ambiguous":
      return resolved.both[0];
    case "nonexistent":
      return undefined;
  }
}

/** By how much hands and calendar leaf are turned from one wall time to another. */
export function shiftBetween(from: WallTime, to: WallTime): number {
  return Date.parse(`${to}Z`) - Date.parse(`${from}Z`);
}

export function shifted(wallTime: WallTime, shiftMs: number): WallTime {
  return new Date(Date.parse(`${wallTime}Z`) + shiftMs).toISOString().slice(0, wallTime.length);
}

/** When a visit of a series is by its rule. */
export function ruleTimeOf({ booking }: Pick<BookingRecord, "booking">): WallTime {
  if (booking.seriesLocalStart === null) throw new Error(`Booking ${booking.id} is of no series`);
  return booking.seriesLocalStart;
}

/** Whether a visit is at another time than the rule gives it. */
export function isException(record: Pick<BookingRecord, "booking">): boolean {
  const { startsAt, timeZone } = record.booking;
  return wallTimeAt(startsAt.getTime(), timeZone) !== ruleTimeOf(record);
}
