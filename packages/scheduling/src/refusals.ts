import { isOnGrid, windowAt } from "./grid.ts";
import type { Instant } from "./model.ts";
import { bitOf, firstIn, NO_REFUSAL, type RefusalSet } from "./refusal-set.ts";
import { assignUnits, needsAt } from "./resources.ts";
import { OBSTACLE, type Obstacles } from "./timeline.ts";
import type { Candidate, VisitDay } from "./visit-day.ts";

/** All that can be in the way, and all that stays there when holds run out. */
export const ANYTHING: Obstacles = OBSTACLE.booking | OBSTACLE.time_off | OBSTACLE.hold;
export const LASTING: Obstacles = OBSTACLE.booking | OBSTACLE.time_off;

const CLOSED = bitOf("closed");
const OUTSIDE_HOURS = bitOf("outside_hours");
const OFF_GRID = bitOf("off_grid");
const DURATION_EXCEEDS_WINDOW = bitOf("duration_exceeds_window");
const TIME_OFF = bitOf("time_off");
const STAFF_BUSY = bitOf("staff_busy");
const RESOURCE_BUSY = bitOf("resource_busy");
const CLIENT_BUSY = bitOf("client_busy");
const DAILY_LIMIT = bitOf("daily_limit");
const HELD = bitOf("held");

/** What keeps this person from doing the item at this start, were it the visit's only one. */
export function refusalsOf(day: VisitDay, candidate: Candidate, start: Instant): RefusalSet {
  return ofPerson(day, candidate, start) | ofUnits(day, candidate, start);
}

/** What keeps the client from it, whoever does it. */
export function refusalsOfClient(day: VisitDay, start: Instant, end: Instant): RefusalSet {
  const obstacles = day.plan.client.obstaclesIn(start, end);
  return (
    ((obstacles & LASTING) !== 0 ? CLIENT_BUSY : NO_REFUSAL) |
    ((obstacles & OBSTACLE.hold) !== 0 ? HELD : NO_REFUSAL)
  );
}

/** Of all these the one that is tried first. Units are looked for only where that can change it. */
export function firstRefusalOf(day: VisitDay, candidate: Candidate, start: Instant): RefusalSet {
  const ofPeople =
    ofPerson(day, candidate, start) | refusalsOfClient(day, start, start + candidate.shape.lengthMs);
  const first = firstIn(ofPeople);
  if (first !== NO_REFUSAL && first < RESOURCE_BUSY) return first;
  return firstIn(ofPeople | ofUnits(day, candidate, start));
}

function ofPerson(day: VisitDay, candidate: Candidate, start: Instant): RefusalSet {
  const ofLimit = candidate.limitReached ? DAILY_LIMIT : NO_REFUSAL;
  return (ofHours(day, candidate, start) | ofBlocks(candidate, start) | ofLimit) & ~day.plan.setAside;
}

function ofHours(day: VisitDay, { item, windows, stepMs, shape }: Candidate, start: Instant): RefusalSet {
  const window = windowAt(windows, start);
  if (!window) {
    const date = day.plan.zone.dayAt(start);
    return windows.some(({ startDay }) => startDay === date) ? OUTSIDE_HOURS : CLOSED;
  }
  // The grid is the first item's; the others start when it is their turn.
  const isBesideGrid = item.index === 0 && !isOnGrid(start, stepMs, window, day);
  const isTooLong = start + shape.lengthMs > window.end;
  return (isBesideGrid ? OFF_GRID : NO_REFUSAL) | (isTooLong ? DURATION_EXCEEDS_WINDOW : NO_REFUSAL);
}

function ofBlocks({ shape, timeline }: Candidate, start: Instant): RefusalSet {
  let obstacles: Obstacles = 0;
  for (const taken of shape.staffTaken)
    obstacles |= timeline.obstaclesIn(start + taken.start, start + taken.end);
  if (obstacles === 0) return NO_REFUSAL;
  return (
    ((obstacles & OBSTACLE.time_off) !== 0 ? TIME_OFF : NO_REFUSAL) |
    ((obstacles & OBSTACLE.booking) !== 0 ? STAFF_BUSY : NO_REFUSAL) |
    ((obstacles & OBSTACLE.hold) !== 0 ? HELD : NO_REFUSAL)
  );
}

function ofUnits({ plan }: VisitDay, { shape }: Candidate, start: Instant): RefusalSet {
  if (shape.unitNeeds.length === 0) return NO_REFUSAL;
  const needs = needsAt(shape.unitNeeds, start);
  if (assignUnits(plan.units, needs, ANYTHING)) return NO_REFUSAL;
  return assignUnits(plan.units, needs, LASTING) ? HELD : RESOURCE_BUSY;
}
