import { MINUTE_MS } from "./calendar-day.ts";
import type { PickReason } from "./model.ts";
import type { Free } from "./line-up.ts";
import type { Role } from "./placement.ts";
import { assignUnits, needsAt } from "./resources.ts";
import { ANYTHING } from "./refusals.ts";
import type { VisitDay } from "./visit-day.ts";

const NOBODY_ELSE: readonly Free[] = [];

/** Who else could do an item that is open to anybody: all other items keep their people, times and units. */
export function alternativesTo(day: VisitDay, roles: readonly Role[], index: number): readonly Free[] {
  const role = roles[index];
  if (!role || role.chosen.candidate.item.request.staffId !== null) return NOBODY_ELSE;
  const mayReplace = day.plan.request.mode === "parallel" ? standsBeside : leadsOnTo;
  return role.free.filter((other) => other !== role.chosen && mayReplace(day, other, roles, index));
}

/** The order of picking decides: had anyone less busy been possible, they would have been chosen. */
export function pickReason({ candidate }: Free, alternatives: readonly Free[]): PickReason {
  if (candidate.item.request.staffId !== null) return "requested";
  if (alternatives.length === 0) return "only_free";
  const isLeastBusy = alternatives.every((other) => other.candidate.bookedMs > candidate.bookedMs);
  return isLeastBusy ? "least_busy" : "lowest_position";
}

function standsBeside(
  { plan }: VisitDay,
  { candidate, start }: Free,
  roles: readonly Role[],
  index: number,
): boolean {
  const others = roles.filter((_, i) => i !== index);
  if (others.some(({ chosen }) => chosen.candidate.staff === candidate.staff)) return false;
  const given = others.flatMap(({ units }) => units);
  return assignUnits(plan.units, needsAt(candidate.shape.unitNeeds, start), ANYTHING, given) !== null;
}

function leadsOnTo({ plan }: VisitDay, { end }: Free, roles: readonly Role[], index: number): boolean {
  const next = roles[index + 1]?.chosen;
  return !next || (end <= next.start && next.start - end <= plan.request.maxWaitMinutes * MINUTE_MS);
}
