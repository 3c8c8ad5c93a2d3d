import { alternativesTo, pickReason } from "./alternatives.ts";
import type { Instant, PlacedItem, Visit } from "./model.ts";
import type { Free } from "./line-up.ts";
import type { Role } from "./placement.ts";
import type { AssignedUnit } from "./resources.ts";
import type { VisitDay } from "./visit-day.ts";

export function visitOf(day: VisitDay, start: Instant, roles: readonly Role[]): Visit {
  const items = roles.map((role, index) => placedItem(role, alternativesTo(day, roles, index)));
  const end = items.reduce((latest, item) => Math.max(latest, item.end), start);
  return { start, end, date: day.date, items };
}

function placedItem({ chosen, units }: Role, alternatives: readonly Free[]): PlacedItem {
  const { candidate, start, end } = chosen;
  const { item, staff, shape } = candidate;
  return {
    start,
    end,
    variantId: item.request.variantId,
    staffId: staff.id,
    reason: pickReason(chosen, alternatives),
    alternatives: alternatives.map((other) => ({ staffId: other.candidate.staff.id, end: other.end })),
    segments: shape.segments,
    resourceIds: unitIds(units),
    taken: takenBy(chosen, units),
  };
}

/** A unit that serves two needs of the item is named once. */
function unitIds(units: readonly AssignedUnit[]): string[] {
  return units.length === 0 ? [] : [...new Set(units.map(({ unit }) => unit.id))];
}

function takenBy({ candidate, start: from }: Free, units: readonly AssignedUnit[]): PlacedItem["taken"] {
  const { calendarId } = candidate.staff;
  const taken = candidate.shape.staffTaken.map(({ start, end }) => ({
    calendarId,
    start: from + start,
    end: from + end,
  }));
  for (const { unit, need } of units)
    taken.push({ calendarId: unit.calendarId, start: need.start, end: need.end });
  return taken;
}
