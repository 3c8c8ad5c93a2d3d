import { isOnGrid, windowAt } from "./grid.ts";
import type { Instant } from "./model.ts";
import type { PlannedItem } from "./plan.ts";
import { bitOf, firstIn, NO_REFUSAL, type RefusalSet } from "./refusal-set.ts";
import { assignUnits, needsAt } from "./resources.ts";
import { OBSTACLE, type Obstacles } from "./timeline.ts";
import type { RankedOption, VisitDay } from "./visit-day.ts";

/** One person at one item at one start. */
export type Trial = {
  readonly day: VisitDay;
  readonly item: PlannedItem;
  readonly option: RankedOption;
  readonly start: Instant;
  readonly end: Instant;
};

export function trialOf(day: VisitDay, item: PlannedItem, option: RankedOption, start: Instant): Trial {
  return { day, item, option, start, end: start + option.shape.lengthMs };
}

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

/** What keeps this person from it, were it the visit's only item. */
export function ofCandidate(trial: Trial): RefusalSet {
  return ofPerson(trial) | ofResources(trial);
}

/** What keeps the client from it, whoever does it. */
export function ofClient({ day, start, end }: Trial): RefusalSet {
  const obstacles = day.plan.client.obstaclesIn(start, end);
  return (
    ((obstacles & LASTING) !== 0 ? CLIENT_BUSY : NO_REFUSAL) |
    ((obstacles & OBSTACLE.hold) !== 0 ? HELD : NO_REFUSAL)
  );
}

/** Of both the one that is tried first. Units are looked for only where that can change it. */
export function firstRefusalOf(trial: Trial): RefusalSet {
  const others = ofPerson(trial) | ofClient(trial);
  const first = firstIn(others);
  return first !== NO_REFUSAL && first < RESOURCE_BUSY ? first : firstIn(others | ofResources(trial));
}

function ofPerson(trial: Trial): RefusalSet {
  const ofLimit = trial.option.limitReached ? DAILY_LIMIT : NO_REFUSAL;
  return (ofHours(trial) | ofBlocks(trial) | ofLimit) & ~trial.day.plan.setAside;
}

function ofHours({ day, item, option, start, end }: Trial): RefusalSet {
  const window = windowAt(option.windows, start);
  if (!window) {
    const date = day.plan.zone.dayAt(start);
    return option.windows.some(({ startDay }) => startDay === date) ? OUTSIDE_HOURS : CLOSED;
  }
  // The grid is the first item's; the others start when it is their turn.
  const isBesideGrid = item.index === 0 && !isOnGrid(start, option.stepMs, window, day);
  return (isBesideGrid ? OFF_GRID : NO_REFUSAL) | (end > window.end ? DURATION_EXCEEDS_WINDOW : NO_REFUSAL);
}

function ofBlocks({ option, start }: Trial): RefusalSet {
  let obstacles: Obstacles = 0;
  for (const taken of option.shape.staffTaken)
    obstacles |= option.timeline.obstaclesIn(start + taken.start, start + taken.end);
  return (
    ((obstacles & OBSTACLE.time_off) !== 0 ? TIME_OFF : NO_REFUSAL) |
    ((obstacles & OBSTACLE.booking) !== 0 ? STAFF_BUSY : NO_REFUSAL) |
    ((obstacles & OBSTACLE.hold) !== 0 ? HELD : NO_REFUSAL)
  );
}

function ofResources({ day, option, start }: Trial): RefusalSet {
  if (option.shape.unitNeeds.length === 0) return NO_REFUSAL;
  const needs = needsAt(option.shape.unitNeeds, start);
  if (assignUnits(day.plan.units, needs, ANYTHING)) return NO_REFUSAL;
  return assignUnits(day.plan.units, needs, LASTING) ? HELD : RESOURCE_BUSY;
}
