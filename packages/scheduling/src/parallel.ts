import { castAll, type Choices } from "./cast.ts";
import { lineUpAt } from "./line-up.ts";
import type { Instant, Reason, Refusal } from "./model.ts";
import type { Placement } from "./placement.ts";
import { bitOf, NO_REFUSAL } from "./refusal-set.ts";
import type { UnitsByType } from "./resources.ts";
import { ANYTHING, LASTING } from "./refusals.ts";
import type { VisitDay } from "./visit-day.ts";

/** All items at one start, on different staff. */
export function placeInParallel(day: VisitDay, start: Instant): Placement {
  const { items, units } = day.plan;
  const lineUps = items.map(({ index }) => lineUpAt(day, index, start));
  const choices = lineUps.map(({ free }) => free);
  const roles = castAll(units, choices, ANYTHING);
  if (roles) return { kind: "placed", roles };

  const itemIndex = choices.findIndex((_, index) => !castAll(units, choices.slice(0, index + 1), ANYTHING));
  const clashes = clashesOf(units, choices.slice(0, itemIndex), lineUps[itemIndex]?.free ?? [], itemIndex);
  const own = lineUps[itemIndex]?.refusal ?? NO_REFUSAL;
  return {
    kind: "stuck",
    itemIndex,
    clashes,
    refusal: Math.max(own, ...clashes.map((clash) => bitOf(clash.refusal))),
  };
}

/** Why those who could do an item alone cannot do it beside the items before it. */
function clashesOf(units: UnitsByType, before: Choices, free: Choices[number], itemIndex: number): Reason[] {
  return free.map((one) => {
    const { staff } = one.candidate;
    const others = before.map((earlier) => earlier.filter(({ candidate }) => candidate.staff !== staff));
    const refusal = (): Refusal => {
      if (!castAll(units, others, ANYTHING)) return "staff_busy";
      return castAll(units, [...others, [one]], LASTING) ? "held" : "resource_busy";
    };
    return { itemIndex, staffId: staff.id, refusal: refusal() };
  });
}
