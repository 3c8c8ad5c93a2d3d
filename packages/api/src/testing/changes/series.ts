import type { BookingSeriesReport } from "@salon/contracts";
import { expect } from "vitest";
import { GUEST } from "../salon-with-bea.ts";
import { by, PERSONAL } from "./change.ts";
import type { Kept, Place, Prepare } from "./change.ts";

const DAY_MS = 86_400_000;

/** Two visits to Ann, a week apart: nobody else here books with her. */
const twice = ({ salonId, cutId, annId, freeTime }: Place) => ({
  salonId,
  startsAt: freeTime(),
  items: [{ variantId: cutId, staffId: annId }],
  client: GUEST,
  everyWeeks: 1,
  count: 2,
});

/** Of a cut of an hour. */
const timesOf = (startsAt: Date | null, version: number) => ({
  version,
  startsAt: startsAt?.toISOString(),
  endsAt: new Date((startsAt?.getTime() ?? 0) + 3_600_000).toISOString(),
  items: [expect.objectContaining({ startsAt: startsAt?.toISOString() })],
});

const book = (place: Place) => place.rita.api.series.create(twice(place));

const visitsOf = ({ occurrences }: BookingSeriesReport) =>
  occurrences.map(({ bookingId, startsAt }) => ({ id: bookingId ?? "", startsAt }));

/** A series, and each of its visits. */
export const seriesChanges = {
  "series.create": (place) =>
    by(place.rita, async ({ series }) => {
      const made = await series.create({ ...twice(place), note: "Has a cold" });
      const { id, client, localStart } = made;
      const after = { version: 1, clientId: client.id, everyWeeks: 1, count: 2, localStart };
      return [
        {
          action: "client.created",
          subjectId: client.id,
          before: null,
          after: { version: 1, name: PERSONAL },
        },
        { action: "series.created", subjectId: id, before: null, after },
        ...visitsOf(made).map((visit): Kept => {
          const booked = { status: "confirmed", version: 1, note: PERSONAL, seriesId: id };
          return { action: "booking.created", subjectId: visit.id, before: null, after: booked };
        }),
      ];
    }),
  "series.update": async (place) => {
    const made = await book(place);
    const [first = { id: "", startsAt: null }, ...others] = visitsOf(made);
    const startsAt = new Date((first.startsAt?.getTime() ?? 0) + DAY_MS);
    return by(place.rita, async ({ series }) => {
      await series.update({ seriesId: made.id, bookingId: first.id, scope: "all", startsAt });
      const before = { version: 1, localStart: made.localStart };
      const after = { version: 2, localStart: expect.any(String) as string };
      return [
        { action: "series.updated", subjectId: made.id, before, after },
        ...[first, ...others].map((visit): Kept => {
          const was = timesOf(visit.startsAt, 1);
          const is = timesOf(new Date((visit.startsAt?.getTime() ?? 0) + DAY_MS), 2);
          return { action: "booking.rescheduled", subjectId: visit.id, before: was, after: is };
        }),
      ];
    });
  },
  "series.cancel": async (place) => {
    const made = await book(place);
    const visits = visitsOf(made);
    const cancel = {
      seriesId: made.id,
      bookingId: visits[0]?.id ?? "",
      scope: "all" as const,
      reason: "Ill",
    };
    return by(place.rita, async ({ series }) => {
      await series.cancel(cancel);
      return [
        {
          action: "series.cancelled",
          subjectId: made.id,
          before: { version: 1 },
          after: { version: 2 },
        },
        ...visits.map(({ id }): Kept => {
          const before = { status: "confirmed", version: 1, cancelReason: null };
          const after = { status: "cancelled_by_salon", version: 2, cancelReason: PERSONAL };
          return { action: "booking.cancelled", subjectId: id, before, after };
        }),
      ];
    });
  },
} satisfies Record<string, Prepare>;
