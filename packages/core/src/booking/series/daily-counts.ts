import type { DailyCountRow } from "../../availability/index.ts";

type Done = { readonly staffId: string; readonly localDate: string };

/** What one visit adds to the bookings of its staff: one a day, however many items of it somebody does. */
export function countsOf(items: readonly Done[]): DailyCountRow[] {
  const once = new Map(
    items.map(({ staffId, localDate }) => [`${staffId} ${localDate}`, { staffId, localDate }]),
  );
  return [...once.values()].map(({ staffId, localDate }) => ({ staffId, date: localDate, bookings: 1 }));
}

export function withCounts(
  counted: readonly DailyCountRow[],
  more: readonly DailyCountRow[],
): readonly DailyCountRow[] {
  if (more.length === 0) return counted;
  const grouped = Map.groupBy([...counted, ...more], ({ staffId, date }) => `${staffId} ${date}`);
  return [...grouped.values()].flatMap(([first, ...others]) =>
    first
      ? [{ ...first, bookings: others.reduce((sum, { bookings }) => sum + bookings, first.bookings) }]
      : [],
  );
}
