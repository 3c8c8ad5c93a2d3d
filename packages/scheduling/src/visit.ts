import { alternativesTo, pickReason } from "./alternatives.ts";
import type { Instant, PlacedItem, Visit } from "./model.ts";
import type { Role } from "./placement.ts";
import type { Trial } from "./trial.ts";
import type { VisitDay } from "./visit-day.ts";

export function visitOf(day: VisitDay, start: Instant, roles: readonly Role[]): Visit {
  const items = roles.map((role, index) => placedItem(role, alternativesTo(day, roles, index)));
  const end = items.reduce((latest, item) => Math.max(latest, item.end), start);
  return { start, end, date: day.date, items };
}

function placedItem({ trial, units }: Role, alternatives: readonly Trial[]): PlacedItem {
  const { item, option, start, end } = trial;
  const { staff, shape } = option;
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
    reason: pickReason(trial, alternatives),
    alternatives: alternatives.map((other) => ({ staffId: other.option.staff.id, end: other.end })),
    segments: shape.segments,
    resourceIds: [...new Set(units.map(({ unit }) => unit.id))],
    taken: [...ofStaff, ...ofUnits],
  };
}
