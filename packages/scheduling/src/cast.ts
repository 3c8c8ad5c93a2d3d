import { intersect } from "./intervals.ts";
import { canAllBeServed } from "./matching.ts";
import type { Role } from "./placement.ts";
import { assignUnits, needsAt, type AssignedUnit, type UnitsByType } from "./resources.ts";
import type { UnitNeed } from "./shape.ts";
import type { Obstacles } from "./timeline.ts";
import type { Trial } from "./trial.ts";

/** For each item, who could do it were it alone; best pick first. */
export type Choices = readonly (readonly Trial[])[];

/**
 * Different people for items that run at the same time, with no unit in two of them: items in order,
 * best pick first, going back where a later item would be left without.
 */
export function castAll(units: UnitsByType, choices: Choices, obstacles: Obstacles): Role[] | null {
  const extend = (cast: readonly Trial[]): Role[] | null => {
    const rest = choices.slice(cast.length);
    if (!canAllBeServed(rest.map((trials) => trials.filter((trial) => isNotIn(cast, trial)).map(staffOf))))
      return null;
    const assigned = assignUnits(units, [...cast.flatMap(needsOf), ...rest.flatMap(leastNeedsOf)], obstacles);
    if (!assigned) return null;
    if (rest.length === 0) return rolesOf(cast, assigned, choices);
    for (const trial of rest[0] ?? []) {
      const roles = isNotIn(cast, trial) ? extend([...cast, trial]) : null;
      if (roles) return roles;
    }
    return null;
  };
  return extend([]);
}

function staffOf(trial: Trial) {
  return trial.option.staff;
}

function isNotIn(cast: readonly Trial[], trial: Trial): boolean {
  return !cast.some((other) => staffOf(other) === staffOf(trial));
}

function needsOf(trial: Trial): UnitNeed[] {
  return needsAt(trial.option.shape.unitNeeds, trial.start);
}

/** What an item takes of the resources whoever does it: the time that is common to all who could. */
function leastNeedsOf([first, ...others]: readonly Trial[]): UnitNeed[] {
  if (!first) return [];
  const needs = others.map(needsOf);
  return needsOf(first).flatMap((need, i) => {
    const same = needs.map((ofOther) => ofOther[i]);
    const common = (part: (need: UnitNeed) => { readonly start: number; readonly end: number }) =>
      same.reduce((left, other) => (other ? intersect(left, [part(other)]) : []), [part(need)])[0];
    const whole = common((one) => one);
    const core = common((one) => one.core);
    return whole && core ? [{ ...whole, core, resourceTypeId: need.resourceTypeId }] : [];
  });
}

/** Units come in the order of the needs, and those in the order of the cast. */
function rolesOf(cast: readonly Trial[], assigned: readonly AssignedUnit[], choices: Choices): Role[] {
  let from = 0;
  return cast.map((trial, index) => ({
    trial,
    units: assigned.slice(from, (from += trial.option.shape.unitNeeds.length)),
    others: choices[index] ?? [],
  }));
}
