import { MINUTE_MS } from "./calendar-day.ts";
import type { PickReason } from "./model.ts";
import type { Role } from "./placement.ts";
import { assignUnits, needsAt } from "./resources.ts";
import { ANYTHING, type Trial } from "./trial.ts";
import type { VisitDay } from "./visit-day.ts";

/** Who else could do an item that is open to anybody: all other items keep their people, times and units. */
export function alternativesTo(day: VisitDay, roles: readonly Role[], index: number): Trial[] {
  const role = roles[index];
  if (!role || role.trial.item.request.staffId !== null) return [];
  const mayReplace = day.plan.request.mode === "parallel" ? standsBeside : leadsOnTo;
  return role.others.filter((other) => other !== role.trial && mayReplace(other, roles, index));
}

/** The order of picking decides: had anyone less busy been possible, they would have been chosen. */
export function pickReason({ item, option }: Trial, alternatives: readonly Trial[]): PickReason {
  if (item.request.staffId !== null) return "requested";
  if (alternatives.length === 0) return "only_free";
  const isLeastBusy = alternatives.every((other) => other.option.bookedMs > option.bookedMs);
  return isLeastBusy ? "least_busy" : "lowest_position";
}

function standsBeside({ day, option, start }: Trial, roles: readonly Role[], index: number): boolean {
  const others = roles.filter((_, i) => i !== index);
  if (others.some(({ trial }) => trial.option.staff === option.staff)) return false;
  const given = others.flatMap(({ units }) => units);
  return assignUnits(day.plan.units, needsAt(option.shape.unitNeeds, start), ANYTHING, given) !== null;
}

function leadsOnTo({ day, end }: Trial, roles: readonly Role[], index: number): boolean {
  const next = roles[index + 1]?.trial;
  return !next || (end <= next.start && next.start - end <= day.plan.request.maxWaitMinutes * MINUTE_MS);
}
