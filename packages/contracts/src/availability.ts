import { z } from "zod";
import { Id } from "./ids.ts";
import { Money } from "./money.ts";
import { Instant, PlannedDate, PlannedDateTime, PlannedInstant, RenderedLocal, TimeOfDay } from "./time.ts";

export const MODES = ["sequence", "parallel"] as const;
/** Why this person does an item: asked for, nobody else free, least to do that day, first in the salon's order. */
export const PICK_REASONS = ["requested", "only_free", "least_busy", "lowest_position"] as const;
const MAX_SEARCH_DAYS = 62;
const DAY = 24 * 60;
/** A working day: longer waits cost the search more than anybody has asked for. */
const MAX_WAIT_MINUTES = 8 * 60;
/** What a search may look at: a month for three services that wait for one another all day, a week for eight. */
export const MAX_EFFORT = 30_000;

/** One service of a visit; without a staff member anybody may do it. */
export const ItemRequest = z
  .strictObject({
    variantId: Id,
    staffId: Id.nullish(),
    excludedStaffIds: z.array(Id).max(50).default([]),
    addOnIds: z.array(Id).max(10).default([]),
  })
  .meta({ id: "ItemRequest" });
export type ItemRequest = z.infer<typeof ItemRequest>;

export const visitRequest = {
  items: z.array(ItemRequest).min(1).max(8),
  /** `sequence`: one after the other; `parallel`: all start together, on different staff. */
  mode: z.enum(MODES).default("sequence"),
  /** Longest wait between two items of a sequence. */
  maxWaitMinutes: z.int().min(0).max(MAX_WAIT_MINUTES).default(0),
};

export const range = { from: PlannedDate, to: PlannedDate };

export function isRange({ from, to }: { from: string; to: string }): boolean {
  return from <= to;
}
export function isShort({ from, to }: { from: string; to: string }): boolean {
  return Date.parse(to) - Date.parse(from) < MAX_SEARCH_DAYS * DAY * 60_000;
}
export const REVERSED = { path: ["to"], message: "Not before from." };
export const TOO_LONG = { path: ["to"], message: `At most ${MAX_SEARCH_DAYS} days.` };

/** Every wait between two items is tried on every day. */
export function isAffordable(search: {
  from: string;
  to: string;
  items: readonly unknown[];
  maxWaitMinutes: number;
}): boolean {
  const days = 1 + (Date.parse(search.to) - Date.parse(search.from)) / (DAY * 60_000);
  return (search.items.length - 1) * search.maxWaitMinutes * days <= MAX_EFFORT;
}
export const TOO_DEAR = {
  path: ["maxWaitMinutes"],
  message: `Waits × minutes × days are ${MAX_EFFORT} at most: ask for fewer days, shorter waits or fewer services.`,
};

export const SearchAvailability = z
  .strictObject({
    salonId: Id,
    ...range,
    /** Earliest local time of the start. */
    after: TimeOfDay.optional(),
    /** The start is before this local time. */
    before: TimeOfDay.optional(),
    ...visitRequest,
    /** Searches as if this booking were not there. */
    rescheduling: Id.optional(),
  })
  .refine(isRange, REVERSED)
  .refine(isShort, TOO_LONG)
  .refine(isAffordable, TOO_DEAR)
  .refine(({ after, before }) => !after || !before || after < before, {
    path: ["before"],
    message: "Later than after.",
  })
  .meta({ id: "SearchAvailability" });
export type SearchAvailability = z.infer<typeof SearchAvailability>;

/** The short form: one service, one person or anybody. */
export const FindAvailability = z
  .strictObject({ salonId: Id, variantId: Id, staffId: Id.optional(), ...range })
  .refine(isRange, REVERSED)
  .refine(isShort, TOO_LONG);
export type FindAvailability = z.infer<typeof FindAvailability>;

const SlotItem = z.object({
  variantId: Id,
  staffId: Id,
  startsAt: Instant,
  endsAt: Instant,
  price: Money.nullable(),
  reason: z.enum(PICK_REASONS),
  /** Who else could do it, all else unchanged. */
  alternatives: z.array(z.object({ staffId: Id, endsAt: Instant, price: Money.nullable() })),
});

/** A start that can be booked; the price is null where it is given on request only. */
export const Slot = z
  .object({
    startsAt: Instant,
    endsAt: Instant,
    localStart: RenderedLocal,
    date: z.string(),
    price: Money.nullable(),
    items: z.array(SlotItem),
  })
  .meta({ id: "Slot" });
export type Slot = z.infer<typeof Slot>;

export const Availability = z
  .object({ salonId: Id, timeZone: z.string(), asOf: Instant, slots: z.array(Slot) })
  .meta({ id: "Availability" });
export type Availability = z.infer<typeof Availability>;

/** A start: an instant, or local wall time in the salon's zone. */
export const start = { startsAt: PlannedInstant.optional(), localStart: PlannedDateTime.optional() };
export const isOneStart = ({ startsAt, localStart }: { startsAt?: unknown; localStart?: unknown }) =>
  (startsAt === undefined) !== (localStart === undefined);
export const ONE_START = { path: ["startsAt"], message: "Either startsAt or localStart." };

export const ExplainAvailability = z
  .strictObject({ salonId: Id, ...start, ...visitRequest, rescheduling: Id.optional() })
  .refine(isOneStart, ONE_START)
  .meta({ id: "ExplainAvailability" });
export type ExplainAvailability = z.infer<typeof ExplainAvailability>;

export const Explanation = z
  .object({
    bookable: z.boolean(),
    reasons: z.array(
      z.object({ itemIndex: z.int(), staffId: Id.nullable(), code: z.string(), message: z.string() }),
    ),
    alternatives: z.array(Slot),
  })
  .meta({ id: "Explanation" });
export type Explanation = z.infer<typeof Explanation>;
