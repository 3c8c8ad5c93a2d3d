import { overlaps } from "./intervals.ts";
import { canAllBeServed } from "./matching.ts";
import type { Instant, Resource } from "./model.ts";
import type { UnitNeed } from "./shape.ts";
import { timelineOf, type Obstacles } from "./timeline.ts";

/** One unit, given to one need of the visit. */
export type AssignedUnit = { readonly need: UnitNeed; readonly unit: Resource };

/** All units, lowest position first, by type. */
export type UnitsByType = ReadonlyMap<string, readonly Resource[]>;

export function unitsByType(resources: readonly Resource[]): UnitsByType {
  const ordered = resources.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  return Map.groupBy(ordered, (resource) => resource.resourceTypeId);
}

export function needsAt(needs: readonly UnitNeed[], start: Instant): UnitNeed[] {
  return needs.map((need) => ({
    resourceTypeId: need.resourceTypeId,
    start: need.start + start,
    end: need.end + start,
    core: { start: need.core.start + start, end: need.core.end + start },
  }));
}

/**
 * A unit for each need, in order, lowest position first, going back where that would leave a later
 * need without; `null` where there is none. Only `obstacles` count, and `given` units stay where they are.
 */
export function assignUnits(
  units: UnitsByType,
  needs: readonly UnitNeed[],
  obstacles: Obstacles,
  given: readonly AssignedUnit[] = [],
): readonly AssignedUnit[] | null {
  if (needs.length === 0) return [];
  const options = needs.map((need) =>
    (units.get(need.resourceTypeId) ?? []).filter(
      (unit) =>
        (timelineOf(unit.blocks).obstaclesIn(need.start, need.end) & obstacles) === 0 &&
        !given.some((other) => collide(other, { need, unit })),
    ),
  );
  if (!couldFit(needs, options)) return null;

  const extend = (assigned: readonly AssignedUnit[]): readonly AssignedUnit[] | null => {
    const need = needs[assigned.length];
    if (!need) return assigned;
    for (const unit of options[assigned.length] ?? []) {
      const next = { need, unit };
      if (assigned.some((other) => collide(other, next))) continue;
      const all = extend([...assigned, next]);
      if (all) return all;
    }
    return null;
  };
  return extend([]);
}

function collide(one: AssignedUnit, other: AssignedUnit): boolean {
  return one.unit === other.unit && overlaps(one.need.core, other.need.core);
}

/** Those that run at one instant need different units; if even they cannot have them, no search is worth its time. */
function couldFit(needs: readonly UnitNeed[], options: readonly (readonly Resource[])[]): boolean {
  return needs.every(({ core }) =>
    canAllBeServed(
      options.filter((_, i) => {
        const other = needs[i]?.core;
        return other !== undefined && other.start <= core.start && core.start < other.end;
      }),
    ),
  );
}
