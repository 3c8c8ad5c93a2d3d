import { isOnGrid, windowAt } from "./grid.ts";
import type { Instant, Reason, Refusal } from "./model.ts";
import type { PlannedItem } from "./plan.ts";
import { assignUnits, needsAt } from "./resources.ts";
import { OBSTACLE, type Obstacles } from "./timeline.ts";
import type { RankedOption, VisitDay } from "./visit-day.ts";
import type { Window } from "./windows.ts";

/** One person at one item at one start, with what the tests look at. */
export type Trial = {
  readonly day: VisitDay;
  readonly item: PlannedItem;
  readonly option: RankedOption;
  readonly start: Instant;
  readonly end: Instant;
  readonly window: Window | undefined;
  readonly inStaffsWay: Obstacles;
  readonly inClientsWay: Obstacles;
};

/** All that can be in the way, and all that stays there when holds run out. */
export const ANYTHING: Obstacles = OBSTACLE.booking | OBSTACLE.time_off | OBSTACLE.hold;
export const LASTING: Obstacles = OBSTACLE.booking | OBSTACLE.time_off;

type Test = {
  readonly refusal: Refusal;
  readonly applies: (trial: Trial) => boolean;
  /** The reason is the client's, whoever does the item. */
  readonly ofClient?: true;
};

/** In the order in which they are tried. */
const TESTS: readonly Test[] = [
  { refusal: "closed", applies: (trial) => !trial.window && !worksOnDateOf(trial) },
  { refusal: "outside_hours", applies: (trial) => !trial.window && worksOnDateOf(trial) },
  { refusal: "off_grid", applies: isBesideGrid },
  {
    refusal: "duration_exceeds_window",
    applies: ({ window, end }) => window !== undefined && end > window.end,
  },
  { refusal: "time_off", applies: ({ inStaffsWay }) => (inStaffsWay & OBSTACLE.time_off) !== 0 },
  { refusal: "staff_busy", applies: ({ inStaffsWay }) => (inStaffsWay & OBSTACLE.booking) !== 0 },
  { refusal: "resource_busy", applies: (trial) => !hasUnits(trial, LASTING) },
  { refusal: "client_busy", applies: ({ inClientsWay }) => (inClientsWay & LASTING) !== 0, ofClient: true },
  { refusal: "daily_limit", applies: ({ option }) => option.limitReached },
  { refusal: "held", applies: isHeld },
  { refusal: "held", applies: ({ inClientsWay }) => (inClientsWay & OBSTACLE.hold) !== 0, ofClient: true },
];

export function tryOut(day: VisitDay, item: PlannedItem, option: RankedOption, start: Instant): Trial {
  const { shape, windows, timeline } = option;
  const end = start + shape.lengthMs;
  let inStaffsWay: Obstacles = 0;
  for (const taken of shape.staffTaken)
    inStaffsWay |= timeline.obstaclesIn(start + taken.start, start + taken.end);
  return {
    day,
    item,
    option,
    start,
    end,
    window: windowAt(windows, start),
    inStaffsWay,
    inClientsWay: day.plan.client.obstaclesIn(start, end),
  };
}

export function firstRefusal(trial: Trial): Refusal | null {
  const { setAside } = trial.day.plan.request;
  return TESTS.find(({ refusal, applies }) => applies(trial) && !setAside.has(refusal))?.refusal ?? null;
}

export function everyReason(trial: Trial): Reason[] {
  const { setAside } = trial.day.plan.request;
  return TESTS.filter(({ refusal, applies }) => applies(trial) && !setAside.has(refusal)).map(
    ({ refusal, ofClient }) => ({
      itemIndex: trial.item.index,
      staffId: ofClient ? null : trial.option.staff.id,
      refusal,
    }),
  );
}

function worksOnDateOf({ day, option, start }: Trial): boolean {
  const date = day.plan.zone.dayAt(start);
  return option.windows.some(({ startDay }) => startDay === date);
}

/** The grid is the first item's; the others start when it is their turn. */
function isBesideGrid({ day, item, option, start, window }: Trial): boolean {
  return item.index === 0 && window !== undefined && !isOnGrid(start, window, option.stepMs, day.plan.zone);
}

function isHeld(trial: Trial): boolean {
  return (
    (trial.inStaffsWay & OBSTACLE.hold) !== 0 || (!hasUnits(trial, ANYTHING) && hasUnits(trial, LASTING))
  );
}

function hasUnits({ day, option, start }: Trial, obstacles: Obstacles): boolean {
  const { unitNeeds } = option.shape;
  return unitNeeds.length === 0 || assignUnits(day.plan.units, needsAt(unitNeeds, start), obstacles) !== null;
}
