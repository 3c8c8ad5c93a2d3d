import { place } from "./judge.ts";
import type { Instant, Reason, VisitRequest, World } from "./model.ts";
import type { Plan } from "./plan.ts";
import { bitOf, inOrderTried, NO_REFUSAL, refusalsIn } from "./refusal-set.ts";
import { standingReasons, unbookableStaff } from "./standing.ts";
import { refusalsOf, refusalsOfClient } from "./refusals.ts";
import { visitDayOf, type Candidate, type VisitDay } from "./visit-day.ts";

/** Every reason against the start, by item and candidate; none where `refuse` accepts it. */
export function explain(world: World, request: VisitRequest, start: Instant): Reason[] {
  const day = visitDayOf(world, request, start);
  const standing = standingReasons(day.plan.standing, start);
  const placement = place(day, start);
  if (placement.kind === "placed") return [...standing];
  const reasons = [...standing, ...unbookable(day.plan), ...reasonsMet(day, start), ...placement.clashes];
  return inOrderTried(distinct(reasons)).sort((a, b) => a.itemIndex - b.itemIndex);
}

function unbookable({ world, request, setAside }: Plan): Reason[] {
  return request.items
    .flatMap((item, index) => unbookableStaff(world, item, index))
    .filter(({ refusal }) => (bitOf(refusal) & setAside) === NO_REFUSAL);
}

/** Whatever spoke against anyone at any start that the search for a placement came by. */
function reasonsMet(day: VisitDay, visitStart: Instant): Reason[] {
  return day.plan.items.flatMap((item) =>
    startsMet(day, visitStart, item.index).flatMap((start) =>
      (day.candidates[item.index] ?? []).flatMap((candidate) => reasonsOf(day, candidate, start)),
    ),
  );
}

function reasonsOf(day: VisitDay, candidate: Candidate, start: Instant): Reason[] {
  const itemIndex = candidate.item.index;
  const { id } = candidate.staff;
  const ofClient = refusalsOfClient(day, start, start + candidate.shape.lengthMs);
  return [
    ...refusalsIn(refusalsOf(day, candidate, start)).map((refusal) => ({ itemIndex, staffId: id, refusal })),
    ...refusalsIn(ofClient).map((refusal) => ({ itemIndex, staffId: null, refusal })),
  ];
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
