import { alternativesTo, pickReason } from "./alternatives.ts";
import type { Instant, PlacedItem, Visit } from "./model.ts";
import type { Free } from "./line-up.ts";
import type { Role } from "./placement.ts";
import type { VisitDay } from "./visit-day.ts";

export function visitOf(day: VisitDay, start: Instant, roles: readonly Role[]): Visit {
  const items = roles.map((role, index) => placedItem(role, alternativesTo(day, roles, index)));
  const end = items.reduce((latest, item) => Math.max(latest, item.end), start);
  return { start, end, date: day.date, items };
}

function placedItem({ chosen, units }: Role, alternatives: readonly Free[]): PlacedItem {
  const { candidate, start, end } = chosen;
  const { item, staff, shape } = candidate;
  const ofStaff = shape.staffTaken.map((taken) => ({
    calendarId: staff.calendarId,
    start: start + taken.start,
    end: start + taken.end,
  }));
  const ofUnits = units.map(({ unit, need }) => ({
    calendarId: unit.calendarId,
    start: need.start,
    end: need.end,
  }));
  return {
    start,
    end,
    variantId: item.request.variantId,
    staffId: staff.id,
    reason: pickReason(chosen, alternatives),
    alternatives: alternatives.map((other) => ({ staffId: other.candidate.staff.id, end: other.end })),
    segments: shape.segments,
    resourceIds: [...new Set(units.map(({ unit }) => unit.id))],
    taken: [...ofStaff, ...ofUnits],
  };
}
