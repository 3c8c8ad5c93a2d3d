import type { Tx } from "@salon/db";
import type { NewEvent } from "../../event/index.ts";
import { bookingEvent } from "../booking-event.ts";
import type { BookingRecord } from "../record.ts";
import { holdSeries } from "../series/queries.ts";
import { saveNextVersions } from "../series/saving/queries.ts";
import type { SeriesRow } from "../series/queries.ts";
import { seriesEvents } from "../series/series-event.ts";

/** Holds the series of which several of these bookings are; the bookings are held. */
export async function holdTheirSeries(
  tx: Tx,
  businessId: number,
  records: readonly BookingRecord[],
): Promise<SeriesRow[]> {
  const bySeries = Map.groupBy(records, ({ booking }) => booking.seriesId);
  const ids = [...bySeries].flatMap(([id, some]) => (id !== null && some.length > 1 ? id : []));
  return holdSeries(tx, businessId, ids);
}

type Given = { readonly before: BookingRecord; readonly after: BookingRecord };
type Along = { readonly businessId: number; readonly series: readonly SeriesRow[]; readonly now: Date };

/** What happened to bookings that others do from now on: several of a series are told of together, as its next version. */
export async function handoverEvents(
  tx: Tx,
  given: readonly Given[],
  { businessId, series, now }: Along,
): Promise<NewEvent[]> {
  const together = [...Map.groupBy(given, ({ after: { booking } }) => booking.seriesId ?? booking.id)];
  const held = new Map(series.map((one) => [one.id, one]));
  const several = together.flatMap(([id, some]) => (held.has(id) && some.length > 1 ? id : []));
  const saved = await saveNextVersions(tx, businessId, several);
  const next = new Map(saved.map((one) => [one.id, one]));
  return together.flatMap(([id, some]) => {
    const [before, after] = [held.get(id), next.get(id)];
    if (!before || !after)
      return some.map((one) => bookingEvent("booking.updated", now, one.after, one.before));
    const visits = some.map((one) => ({ type: "booking.updated" as const, ...one }));
    return seriesEvents({ type: "series.updated", now, before, after, visits });
  });
}
