import { place } from "./judge.ts";
import type { Instant, Reason, VisitRequest, World } from "./model.ts";
import { inOrderTried } from "./refusal-order.ts";
import { standingReasons, unbookableStaff } from "./standing.ts";
import { everyReason, tryOut } from "./trial.ts";
import { visitDayOf, type VisitDay } from "./visit-day.ts";

/** Every reason against the start, by item and candidate; none where `refuse` accepts it. */
export function explain(world: World, request: VisitRequest, start: Instant): Reason[] {
  const day = visitDayOf(world, request, start);
  const standing = standingReasons(day.plan.standing, start);
  const placement = place(day, start);
  if (placement.kind === "placed") return [...standing];
  const unbookable = request.items.flatMap((item, index) => unbookableStaff(world, item, index));
  const reasons = distinct([...standing, ...unbookable, ...reasonsMet(day, start), ...placement.clashes]);
  return inOrderTried(reasons.filter(({ refusal }) => !request.setAside.has(refusal))).sort(
    (a, b) => a.itemIndex - b.itemIndex,
  );
}

/** Whatever spoke against anyone at any start that the search for a placement came by. */
function reasonsMet(day: VisitDay, start: Instant): Reason[] {
  return day.plan.items.flatMap((item) =>
    startsMet(day, start, item.index).flatMap((met) =>
      (day.ranked[item.index] ?? []).flatMap((option) => everyReason(tryOut(day, item, option, met))),
    ),
  );
}

function startsMet({ plan, placements }: VisitDay, start: Instant, index: number): Instant[] {
  if (index === 0 || plan.request.mode === "parallel") return [start];
  return [...(placements[index]?.keys() ?? [])];
}

function distinct(reasons: readonly Reason[]): Reason[] {
  const byKey = new Map(
    reasons.map((reason) => [JSON.stringify([reason.itemIndex, reason.staffId, reason.refusal]), reason]),
  );
  return [...byKey.values()];
}
