import { MINUTE_MS } from "./calendar-day.ts";
import { lineUpAt, type Free } from "./line-up.ts";
import type { Instant } from "./model.ts";
import { deeperOf, type Placement, type Role, type Stuck } from "./placement.ts";
import { assignUnits, needsAt } from "./resources.ts";
import { ANYTHING } from "./refusals.ts";
import type { VisitDay } from "./visit-day.ts";

const NO_UNITS: Role["units"] = [];
const NO_CLASHES: Stuck["clashes"] = [];

/**
 * Items one after the other from `index` on, the first of them exactly at `start`. They share nothing:
 * they never overlap, and their buffers do not exclude each other; so each dead end is met only once.
 */
export function placeInSequence(day: VisitDay, start: Instant, index = 0): Placement {
  const { free, refusal } = lineUpAt(day, index, start);
  const [best] = free;
  if (!best) return { kind: "stuck", itemIndex: index, refusal, clashes: NO_CLASHES };
  if (index === day.plan.items.length - 1) return { kind: "placed", roles: [roleOf(day, best, free)] };

  let stuck: Stuck = { kind: "stuck", itemIndex: index, refusal, clashes: NO_CLASHES };
  const triedEnds: Instant[] = [];
  for (const chosen of free) {
    if (triedEnds.includes(chosen.end)) continue;
    triedEnds.push(chosen.end);
    const rest = placeRest(day, chosen.end, index + 1);
    if (rest.kind === "placed") return { kind: "placed", roles: [roleOf(day, chosen, free), ...rest.roles] };
    stuck = deeperOf(stuck, rest);
  }
  return stuck;
}

/** The shortest wait that leads to the end, as long as the client is free to wait. */
function placeRest(day: VisitDay, from: Instant, index: number): Placement {
  const { request, client } = day.plan;
  let rest = placeOnce(day, from, index);
  for (let wait = 1; rest.kind === "stuck" && wait <= request.maxWaitMinutes; wait++) {
    const start = from + wait * MINUTE_MS;
    if (client.obstaclesIn(from, start) !== 0) break;
    const later = placeOnce(day, start, index);
    rest = later.kind === "stuck" ? deeperOf(rest, later) : later;
  }
  return rest;
}

function placeOnce(day: VisitDay, start: Instant, index: number): Placement {
  const known = day.placements[index]?.get(start);
  if (known) return known;
  const placement = placeInSequence(day, start, index);
  day.placements[index]?.set(start, placement);
  return placement;
}

function roleOf({ plan }: VisitDay, chosen: Free, free: readonly Free[]): Role {
  const { unitNeeds } = chosen.candidate.shape;
  if (unitNeeds.length === 0) return { chosen, free, units: NO_UNITS };
  return {
    chosen,
    free,
    units: assignUnits(plan.units, needsAt(unitNeeds, chosen.start), ANYTHING) ?? NO_UNITS,
  };
}
