import { dateOf, type DayNumber } from "./calendar-day.ts";
import type { Instant, LocalDate, VisitRequest, World } from "./model.ts";
import type { LocalDay } from "./grid.ts";
import type { Placement } from "./placement.ts";
import { planVisit, type Option, type Plan, type PlannedItem } from "./plan.ts";
import { zoneOf } from "./zone.ts";

/** Someone who may do the item, with what counts by the local date on which the visit starts. */
export type Candidate = Option & {
  readonly item: PlannedItem;
  readonly bookedMs: number;
  readonly limitReached: boolean;
};

/** A plan narrowed to the starts of one local day; what has been found out about it is kept. */
export type VisitDay = LocalDay & {
  readonly plan: Plan;
  readonly date: LocalDate;
  /** By item, whoever is to be picked first in front. */
  readonly candidates: readonly (readonly Candidate[])[];
  /** By item: how it and those after it can be placed from a start on. */
  readonly placements: readonly Map<Instant, Placement>[];
};

export function visitDayOf(world: World, request: VisitRequest, start: Instant): VisitDay {
  const day = zoneOf(world.timeZone).dayAt(start);
  return visitDay(planVisit(world, request, day, day), day);
}

export function visitDay(plan: Plan, number: DayNumber): VisitDay {
  const date = dateOf(number);
  const day = { number, start: plan.zone.startOfDay(number), end: plan.zone.startOfDay(number + 1) };
  const dailyLimit = plan.world.policy.maxBookingsPerStaffPerDay ?? Infinity;
  const candidate = (item: PlannedItem, option: Option): Candidate => ({
    item,
    staff: option.staff,
    shape: option.shape,
    stepMs: option.stepMs,
    timeline: option.timeline,
    windows: option.windows.filter(({ end }) => end > day.start),
    bookedMs: option.timeline.bookedMs(day),
    limitReached: (option.staff.bookingsPerDate.get(date) ?? 0) >= dailyLimit,
  });
  // The sort is stable and the options stand in the order of position and id, which decide between equals.
  const ranked = (item: PlannedItem) =>
    item.options.map((option) => candidate(item, option)).sort((a, b) => a.bookedMs - b.bookedMs);
  return {
    number,
    start: day.start,
    end: day.end,
    plan,
    date,
    candidates: plan.items.map(ranked),
    placements: plan.items.map(() => new Map()),
  };
}
