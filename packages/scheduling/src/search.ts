import { dayOf, DAY_MS, MINUTE_MS, type DayNumber } from "./calendar-day.ts";
import { gridStarts } from "./grid.ts";
import { judge } from "./judge.ts";
import type { Instant, SearchRange, Visit, VisitRequest, World } from "./model.ts";
import { planVisit, type Plan } from "./plan.ts";
import { standingOf } from "./standing.ts";
import { visitDay } from "./visit-day.ts";
import { zoneOf } from "./zone.ts";

/** The visits that can be booked, one for each start on the grid, ascending. */
export function search(world: World, request: VisitRequest, range: SearchRange): Visit[] {
  const { first, last } = bookableDays(world, request, range);
  if (first > last) return [];
  const plan = planVisit(world, request, first, last);
  const visits: Visit[] = [];
  for (let number = first; number <= last; number++) {
    const day = visitDay(plan, number);
    for (const start of startsOn(plan, number, range)) {
      const verdict = judge(day, start);
      if (verdict.bookable) visits.push(verdict.visit);
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

/** In "any" the grids of all who could do the first item; each of them keeps to their own. */
function startsOn(
  { items, zone }: Plan,
  day: DayNumber,
  { afterMinute, beforeMinute }: SearchRange,
): Instant[] {
  const starts = new Set<Instant>();
  for (const { windows, stepMs } of items[0]?.options ?? [])
    for (const start of gridStarts(windows, stepMs, day, zone)) starts.add(start);
  return [...starts]
    .sort((a, b) => a - b)
    .filter((start) => {
      const minuteOfDay = (zone.wallTime(start) - day * DAY_MS) / MINUTE_MS;
      return (afterMinute ?? 0) <= minuteOfDay && minuteOfDay < (beforeMinute ?? Infinity);
    });
}
