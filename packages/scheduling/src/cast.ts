import { intersect } from "./intervals.ts";
import type { Free } from "./line-up.ts";
import { canAllBeServed } from "./matching.ts";
import type { Interval } from "./model.ts";
import type { Role } from "./placement.ts";
import { assignUnits, needsAt, type AssignedUnit, type UnitsByType } from "./resources.ts";
import type { UnitNeed } from "./shape.ts";
import type { Obstacles } from "./timeline.ts";

/** For each item, who could do it were it alone; best pick first. */
export type Choices = readonly (readonly Free[])[];

/**
 * Different people for items that run at the same time, with no unit in two of them: items in order,
 * best pick first, going back where a later item would be left without.
 */
export function castAll(units: UnitsByType, choices: Choices, obstacles: Obstacles): Role[] | null {
  const least = choices.map(leastNeedsOf);
  const extend = (cast: readonly Free[]): Role[] | null => {
    const rest = choices.slice(cast.length);
    if (!canAllBeServed(rest.map((free) => free.filter((one) => isNotIn(cast, one)).map(staffOf))))
      return null;
    const assigned = assignUnits(
      units,
      [...cast.flatMap(needsOf), ...least.slice(cast.length).flat()],
      obstacles,
    );
    if (!assigned) return null;
    if (rest.length === 0) return rolesOf(cast, assigned, choices);
    for (const next of rest[0] ?? []) {
      const roles = isNotIn(cast, next) ? extend([...cast, next]) : null;
      if (roles) return roles;
    }
    return null;
  };
  return extend([]);
}

function staffOf(one: Free) {
  return one.candidate.staff;
}

function isNotIn(cast: readonly Free[], one: Free): boolean {
  return !cast.some((other) => staffOf(other) === staffOf(one));
}

function needsOf(one: Free): UnitNeed[] {
  return needsAt(one.candidate.shape.unitNeeds, one.start);
}

/** What an item takes of the resources whoever does it: the time that is common to all who could. */
function leastNeedsOf([first, ...others]: readonly Free[]): UnitNeed[] {
  if (!first) return [];
  const needs = others.map(needsOf);
  return needsOf(first).flatMap((need, i) => {
    const same = needs.map((ofOther) => ofOther[i]);
    const common = (part: (need: UnitNeed) => Interval) =>
      same.reduce(
        (left, other) =>
          other?.resourceTypeId === need.resourceTypeId ? intersect(left, [part(other)]) : [],
        [part(need)],
      )[0];
    const whole = common((one) => one);
    const core = common((one) => one.core);
    return whole && core ? [{ ...whole, core, resourceTypeId: need.resourceTypeId }] : [];
  });
}

/** Units come in the order of the needs, and those in the order of the cast. */
function rolesOf(cast: readonly Free[], assigned: readonly AssignedUnit[], choices: Choices): Role[] {
  let from = 0;
  return cast.map((chosen, index) => ({
    chosen,
    units: assigned.slice(from, (from += chosen.candidate.shape.unitNeeds.length)),
    free: choices[index] ?? [],
  }));
}
