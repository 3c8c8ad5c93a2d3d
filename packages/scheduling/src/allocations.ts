import { merge } from "./intervals.ts";
import type { Interval, PlacedItem } from "./model.ts";

type Taking = Interval & { readonly items: readonly Pick<PlacedItem, "taken">[] };

/** What a booking writes: of each calendar the time it takes, joined where it overlaps or touches; the client's without buffers. */
export function allocationsOf(
  visit: Taking,
  clientCalendarId: number | null,
): (Interval & { readonly calendarId: number })[] {
  const taken = visit.items.flatMap((item) => item.taken);
  if (clientCalendarId !== null)
    taken.push({ calendarId: clientCalendarId, start: visit.start, end: visit.end });
  return [...Map.groupBy(taken, ({ calendarId }) => calendarId)]
    .sort(([one], [other]) => one - other)
    .flatMap(([calendarId, intervals]) =>
      merge(intervals).map(({ start, end }) => ({ calendarId, start, end })),
    );
}
