import { z } from "zod";
import { isOneStart, ONE_START, start, visitRequest } from "./availability.ts";
import { BOOKING_STATUSES, override, note, PersonServed } from "./bookings.ts";
import { Id, ifVersion, Version } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { line } from "./text.ts";
import { Instant, PlannedDate, timestamps } from "./time.ts";

/** As many visits as a series has at the most. */
export const MOST_OCCURRENCES = 52;

/** What becomes of an edit where some visits of a series cannot be as they should: nothing at all, or the others. */
export const ON_CONFLICT = ["fail", "skip"] as const;
/** Which visits an edit means: the one that is named, those from it on, or every one. */
export const SERIES_SCOPES = ["this", "following", "all"] as const;
/** What becomes of a visit; `possible`: it would be done; `kept`: it stays as it is, and no time was looked for. */
export const OCCURRENCE_OUTCOMES = [
  "possible",
  "booked",
  "moved",
  "updated",
  "cancelled",
  "kept",
  "conflict",
] as const;

const onConflict = { onConflict: z.enum(ON_CONFLICT).default("fail") };

export const CreateBookingSeries = z
  .strictObject({
    salonId: Id,
    ...start,
    ...visitRequest,
    client: PersonServed.optional(),
    note: note.nullish(),
    ...override,
    everyWeeks: z.int().min(1).max(52),
    count: z.int().min(2).max(MOST_OCCURRENCES).optional(),
    /** The last date on which a visit may be, by the salon's calendar. */
    until: PlannedDate.optional(),
    ...onConflict,
  })
  .refine(isOneStart, ONE_START)
  .refine(({ count, until }) => (count === undefined) !== (until === undefined), {
    path: ["count"],
    message: "Either count or until.",
  })
  .meta({ id: "CreateBookingSeries" });
export type CreateBookingSeries = z.infer<typeof CreateBookingSeries>;

const scope = z.enum(SERIES_SCOPES);

export const UpdateBookingSeries = z
  .strictObject({
    seriesId: Id,
    ...ifVersion,
    bookingId: Id,
    scope,
    ...start,
    items: visitRequest.items.optional(),
    note: note.nullish(),
    ...override,
    ...onConflict,
  })
  .refine(({ startsAt, localStart }) => startsAt === undefined || localStart === undefined, ONE_START)
  .refine(
    ({ startsAt, localStart, items, note: words }) =>
      [startsAt, localStart, items, words].some((change) => change !== undefined),
    { path: ["startsAt"], message: "A new start, other items or a note." },
  )
  .meta({ id: "UpdateBookingSeries" });
export type UpdateBookingSeries = z.infer<typeof UpdateBookingSeries>;

export const CancelBookingSeries = z
  .strictObject({ seriesId: Id, ...ifVersion, bookingId: Id, scope, reason: line(300).nullish() })
  .meta({ id: "CancelBookingSeries" });
export type CancelBookingSeries = z.infer<typeof CancelBookingSeries>;

export const BookingSeriesRef = z.strictObject({ seriesId: Id });
export type BookingSeriesRef = z.infer<typeof BookingSeriesRef>;

/** Wall time of the salon, without an offset. */
const WallTime = z.string().meta({ example: "2027-06-14T10:00:00" });

/** What becomes of one visit of a series, or would. */
export const OccurrenceReport = z
  .object({
    /** Its place in the series, from 0 on. */
    index: z.int(),
    /** When it is by the series' rule. */
    localStart: WallTime,
    /** When it is, or would be; null where there is no such time, or no such visit. */
    startsAt: Instant.nullable(),
    outcome: z.enum(OCCURRENCE_OUTCOMES),
    bookingId: Id.nullable(),
    /** Why it is a conflict, or kept. */
    code: z.string().nullable(),
    message: z.string().nullable(),
  })
  .meta({ id: "OccurrenceReport" });
export type OccurrenceReport = z.infer<typeof OccurrenceReport>;

export const BookingSeries = z
  .object({
    id: Id,
    salonId: Id,
    client: z.object({ id: Id, name: z.string() }),
    everyWeeks: z.int(),
    count: z.int().nullable(),
    until: z.string().nullable(),
    /** When the first visit is by the rule. */
    localStart: WallTime,
    timeZone: z.string(),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "BookingSeries" });
export type BookingSeries = z.infer<typeof BookingSeries>;
export const BookingSeriesPage = pageOf(BookingSeries).meta({ id: "BookingSeriesPage" });

export const BookingSeriesReport = BookingSeries.extend({
  occurrences: z.array(OccurrenceReport),
}).meta({ id: "BookingSeriesReport" });
export type BookingSeriesReport = z.infer<typeof BookingSeriesReport>;

export const BookingSeriesPreview = z
  .object({ occurrences: z.array(OccurrenceReport) })
  .meta({ id: "BookingSeriesPreview" });
export type BookingSeriesPreview = z.infer<typeof BookingSeriesPreview>;

const Occurrence = z.object({
  index: z.int(),
  bookingId: Id,
  localStart: WallTime,
  startsAt: Instant,
  endsAt: Instant,
  status: z.enum(BOOKING_STATUSES),
  /** Whether it is at another time than the rule gives it. */
  isException: z.boolean(),
});

export const WholeBookingSeries = BookingSeries.extend({ occurrences: z.array(Occurrence) }).meta({
  id: "WholeBookingSeries",
});
export type WholeBookingSeries = z.infer<typeof WholeBookingSeries>;

export const ListBookingSeries = z.strictObject({
  salonId: Id,
  clientId: Id.optional(),
  ...pageQuery,
});
export type ListBookingSeries = z.infer<typeof ListBookingSeries>;

export const ListMyBookingSeries = z.strictObject({ ...pageQuery });
export type ListMyBookingSeries = z.infer<typeof ListMyBookingSeries>;
