import { dayOf, DAY_MS, MINUTE_MS } from "./calendar-day.ts";
import { gridStarts } from "./grid.ts";
import { judge } from "./judge.ts";
import type { Instant, SearchRange, Visit, VisitRequest, World } from "./model.ts";
import { planVisit } from "./plan.ts";
import { standingOf } from "./standing.ts";
import { visitDay, type VisitDay } from "./visit-day.ts";
import { zoneOf } from "./zone.ts";

/** The visits that can be booked, one for each start on the grid, ascending. */
export function search(world: World, request: VisitRequest, range: SearchRange): Visit[] {
  const { first, last } = bookableDays(world, request, range);
  if (first > last) return [];
  const plan = planVisit(world, request, first, last);
  const visits: Visit[] = [];
  for (let number = first; number <= last; number++) {
    const day = visitDay(plan, number);
    for (const start of startsOn(day, range)) {
      const judged = judge(day, start);
      if (typeof judged !== "string") visits.push(judged);
    }
  }
  return visits;
}

/** The asked dates without those that lead time or horizon refuse anyway. */
function bookableDays(world: World, request: VisitRequest, range: SearchRange) {
  const zone = zoneOf(world.timeZone);
  const { earliest, horizonEnd } = standingOf(world, request, zone);
  const from = zone.startOfDay(dayOf(range.from));
  const end = zone.startOfDay(dayOf(range.to) + 1);
  return { first: zone.dayAt(Math.max(from, earliest)), last: zone.dayAt(Math.min(end, horizonEnd) - 1) };
}

function startsOn(day: VisitDay, { afterMinute, beforeMinute }: SearchRange): readonly Instant[] {
  const starts = gridStartsOfAll(day);
  if (afterMinute === null && beforeMinute === null) return starts;
  return starts.filter((start) => {
    const minuteOfDay = (day.plan.zone.wallTime(start) - day.number * DAY_MS) / MINUTE_MS;
    return (afterMinute ?? 0) <= minuteOfDay && minuteOfDay < (beforeMinute ?? Infinity);
  });
}

/** In "any" the grids of all who could do the first item; each of them keeps to their own. */
function gridStartsOfAll(day: VisitDay): readonly Instant[] {
  const [first, ...others] = day.candidates[0] ?? [];
  if (!first) return [];
  const starts = gridStarts(first.windows, first.stepMs, day);
  if (others.length === 0) return starts;
  const union = new Set(starts);
  for (const { windows, stepMs } of others)
    for (const start of gridStarts(windows, stepMs, day)) union.add(start);
  return [...union].sort((a, b) => a - b);
}
