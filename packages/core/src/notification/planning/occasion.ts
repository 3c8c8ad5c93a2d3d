import type { EventRow } from "../../event/index.ts";

/** What happened to a visit, or to several of a series at once: then as of the first of them, with the ids of all. */
export type Occasion = { readonly event: EventRow; readonly bookingIds: string[] | null };

type Changed = {
  readonly id: string;
  readonly version: number;
  readonly formerStartsAt: string | null;
  readonly change: string;
};

export function occasionOf(event: EventRow): Occasion {
  const visits = visitsOf(event);
  const [first] = visits;
  if (!first) return { event, bookingIds: null };
  const { formerStartsAt: startsAt, ...visit } = first;
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

/** Of a change of a series, the visits that have another time or other services: of others nobody is told. */
function visitsOf({ type, data }: EventRow): readonly Changed[] {
  if (!type.startsWith("series.")) return [];
  const bookings = data["bookings"] as readonly Changed[];
  return type === "series.updated"
    ? bookings.filter(({ change }) => change === "booking.rescheduled")
    : bookings;
}
