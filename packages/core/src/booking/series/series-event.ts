import type { EventType } from "@salon/contracts";
import { formerFields } from "../../changes.ts";
import type { NewEvent } from "../../event/index.ts";
import { bookingEvent } from "../booking-event.ts";
import type { BookingRecord } from "../record.ts";
import type { SeriesRow } from "./queries.ts";

export type Told = Pick<BookingRecord, "booking" | "items" | "lines">;
/** A visit that an operation on its series has changed. */
export type Changed = { readonly type: EventType; readonly after: Told; readonly before?: Told };

type Happened = {
  readonly type: "series.created" | "series.updated" | "series.cancelled";
  readonly now: Date;
  readonly after: SeriesRow;
  readonly before?: SeriesRow;
  /** In the order of the rule, or of their starts. */
  readonly visits: readonly Changed[];
};

/** What happened to a series, and to each of its visits that it changed: these are told of together. */
export function seriesEvents(happened: Happened): NewEvent[] {
  const { now, visits } = happened;
  const own = visits.map(({ type, after, before }) => {
    const event = bookingEvent(type, now, after, before);
    return { ...event, data: { ...event.data, bySeries: true } };
  });
  return [seriesEvent(happened), ...own];
}

function seriesEvent({ type, now, after, before, visits }: Happened): NewEvent {
  const told = visits.map((visit) => visit.after);
  const former = visits.flatMap((visit) => visit.before ?? []);
  const data = { ...factsOf(after), staffIds: staffIdsOf(told) };
  const bookings = visits.map(changedBooking);
  return {
    type,
    salon: { businessId: after.businessId, id: after.salonId },
    subjectId: after.id,
    occurredAt: now,
    data: { ...data, bookings },
    ...(before && { previous: formerFields({ ...factsOf(before), staffIds: staffIdsOf(former) }, data) }),
    audit: { before: before ? factsOf(before) : null, after: factsOf(after) },
  };
}

/** As far as whoever is told of the whole needs to know of one. */
function changedBooking({ type, before, after }: Changed) {
  const { id, version, status, startsAt } = after.booking;
  const isMoved = before && before.booking.startsAt.getTime() !== startsAt.getTime();
  return {
    id,
    version,
    status,
    startsAt,
    formerStartsAt: isMoved ? before.booking.startsAt : null,
    staffIds: staffIdsOf([after]),
    formerStaffIds: before ? staffIdsOf([before]) : null,
    change: type,
  };
}

function factsOf(series: SeriesRow): Record<string, unknown> {
  const { id, clientId, everyWeeks, count, until, localStart, timeZone, version } = series;
  return { id, clientId, everyWeeks, count, until, localStart, timeZone, version };
}

function staffIdsOf(told: readonly Told[]): string[] {
  return [...new Set(told.flatMap(({ items }) => items.map(({ staffId }) => staffId)))];
}
