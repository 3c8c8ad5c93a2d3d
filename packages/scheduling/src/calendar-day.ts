import type { LocalDate } from "./model.ts";

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** Days since 1970-01-01: dates as numbers, so that a month of them costs no parsing. */
export type DayNumber = number;

export function dayOf(date: LocalDate): DayNumber {
  const epochMs = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(epochMs) || dateOf(epochMs / DAY_MS) !== date) throw new RangeError(`not a date: ${date}`);
  return epochMs / DAY_MS;
}

export function dateOf(day: DayNumber): LocalDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** ISO weekday, Monday 1. 1970-01-01 was a Thursday. */
export function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
