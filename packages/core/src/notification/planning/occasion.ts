import { isDeepStrictEqual } from "node:util";
import type { EventRow } from "../../event/index.ts";

/** What happened to a visit, or to several of a series at once: then as of the first of them, with the ids of all. */
export type Occasion = { readonly event: EventRow; readonly bookingIds: string[] | null };

/** What a change of a series did to one of its visits. */
export type Changed = {
  readonly id: string;
  readonly version: number;
  readonly startsAt: string;
  readonly formerStartsAt: string | null;
  readonly staffIds: readonly string[];
  readonly formerStaffIds: readonly string[] | null;
  readonly change: string;
};

/** Of a change of a series, the visits that have another time, other services or other people: of others nobody is told. */
export function visitsOf({ type, data }: EventRow): readonly Changed[] {
  if (!type.startsWith("series.")) return [];
  const bookings = data["bookings"] as readonly Changed[];
  return type === "series.updated"
    ? bookings.filter((visit) => visit.change === "booking.rescheduled" || hasOtherStaff(visit))
    : bookings;
}

function hasOtherStaff({ staffIds, formerStaffIds }: Changed): boolean {
  return Boolean(formerStaffIds) && !isDeepStrictEqual(formerStaffIds, staffIds);
}

export function occasionOf(event: EventRow, visits = visitsOf(event)): Occasion {
  const [first] = visits;
  if (!first) return { event, bookingIds: null };
  const { formerStartsAt: startsAt, staffIds: _, formerStaffIds: __, ...visit } = first;
  return {
    event: {
      ...event,
      subjectId: visit.id,
      data: { ...event.data, ...visit },
      previous: { ...event.previous, startsAt },
    },
    bookingIds: visits.length > 1 ? visits.map(({ id }) => id) : null,
  };
}

/** Apart by whose calendars the visits are in, and were: as if it had happened to those alone. */
export function partsOf(
  event: EventRow,
): { readonly event: EventRow; readonly visits: readonly Changed[] }[] {
  const visits = visitsOf(event);
  if (visits.length === 0) return [{ event, visits }];
  const byStaff = Map.groupBy(visits, ({ staffIds, formerStaffIds }) =>
    JSON.stringify([staffIds, formerStaffIds]),
  );
  return [...byStaff.values()].map((some) => ({ event: among(event, some), visits: some }));
}

function among(event: EventRow, [first]: readonly Changed[]): EventRow {
  // Told before visits named their people.
  if (!first?.staffIds) return event;
  const { staffIds, formerStaffIds } = first;
  const { staffIds: _, ...previous } = event.previous;
  return {
    ...event,
    data: { ...event.data, staffIds },
    previous: hasOtherStaff(first) ? { ...previous, staffIds: formerStaffIds } : previous,
  };
}
