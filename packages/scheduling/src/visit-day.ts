import { dateOf, type DayNumber } from "./calendar-day.ts";
import type { Instant, LocalDate, VisitRequest, World } from "./model.ts";
import type { LocalDay } from "./grid.ts";
import type { Placement } from "./placement.ts";
import { planVisit, type Option, type Plan } from "./plan.ts";
import { zoneOf } from "./zone.ts";

/** An option with what counts by the local date on which the visit starts. */
export type RankedOption = Option & { readonly bookedMs: number; readonly limitReached: boolean };

/** A plan narrowed to the starts of one local day; what has been found out about it is kept. */
export type VisitDay = LocalDay & {
  readonly plan: Plan;
  readonly date: LocalDate;
  /** By item: its options, whoever is to be picked first in front. */
  readonly ranked: readonly (readonly RankedOption[])[];
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
  const rank = (option: Option): RankedOption => ({
    staff: option.staff,
    shape: option.shape,
    stepMs: option.stepMs,
    timeline: option.timeline,
    windows: option.windows.filter(({ end }) => end > day.start),
    bookedMs: option.timeline.bookedMs(day),
    limitReached: (option.staff.bookingsPerDate.get(date) ?? 0) >= dailyLimit,
  });
  return {
    number,
    start: day.start,
    end: day.end,
    plan,
    date,
    // The sort is stable and the options stand in the order of position and id, which decide between equals.
    ranked: plan.items.map(({ options }) => options.map(rank).sort((a, b) => a.bookedMs - b.bookedMs)),
    placements: plan.items.map(() => new Map()),
  };
}
