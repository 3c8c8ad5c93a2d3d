import type { BookingSeries, WholeBookingSeries } from "@salon/contracts";
import type { BookingRecord } from "../record.ts";
import type { OpenedSeries } from "./open-series.ts";
import type { SeriesFor } from "./queries.ts";
import { wallTimeAt } from "./rule.ts";

export function presentSeries({ series, client }: SeriesFor): BookingSeries {
  const { id, salonId, everyWeeks, count, until, localStart, timeZone, version } = series;
  const { createdAt, updatedAt } = series;
  const rule = { everyWeeks, count, until, localStart, timeZone };
  return { id, salonId, client: { ...client }, ...rule, version, createdAt, updatedAt };
}

type Shown = SeriesFor & {
  readonly members: readonly Pick<OpenedSeries["members"][number], "record" | "index">[];
};

/** With its visits, in the order of the rule. */
export function presentWhole({ members, ...found }: Shown): WholeBookingSeries {
  const occurrences = members.map(({ record, index }) => {
    const { id, startsAt, endsAt, status } = record.booking;
    const localStart = ruleTimeOf(record);
    return { index, bookingId: id, localStart, startsAt, endsAt, status, isException: isException(record) };
  });
  return { ...presentSeries(found), occurrences };
}

/** When a visit of a series is by its rule. */
export function ruleTimeOf({ booking }: Pick<BookingRecord, "booking">): string {
  if (booking.seriesLocalStart === null) throw new Error(`Booking ${booking.id} is of no series`);
  return booking.seriesLocalStart;
}

/** Whether a visit is at another time than the rule gives it. */
export function isException(record: Pick<BookingRecord, "booking">): boolean {
  const { startsAt, timeZone } = record.booking;
  return wallTimeAt(startsAt.getTime(), timeZone) !== ruleTimeOf(record);
}
