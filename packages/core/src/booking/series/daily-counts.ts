import type { DailyCountRow } from "../../availability/index.ts";

type Done = { readonly staffId: string; readonly localDate: string };

/** What one visit adds to the bookings of its staff: one a day, however many items of it somebody does. */
export function countsOf(items: readonly Done[]): DailyCountRow[] {
  const once = new Map(
    items.map(({ staffId, localDate }) => [`${staffId} ${localDate}`, { staffId, localDate }]),
  );
  return [...once.values()].map(({ staffId, localDate }) => ({ staffId, date: localDate, bookings: 1 }));
}

/** Of each person and day, all that was counted. */
export function summed(counts: readonly DailyCountRow[]): DailyCountRow[] {
  const grouped = Map.groupBy(counts, ({ staffId, date }) => `${staffId} ${date}`);
  return [...grouped.values()].flatMap(([first, ...others]) =>
    first
      ? [{ ...first, bookings: others.reduce((sum, { bookings }) => sum + bookings, first.bookings) }]
      : [],
  );
}
