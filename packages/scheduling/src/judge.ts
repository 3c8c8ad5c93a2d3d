import type { Instant, Refusal, Visit } from "./model.ts";
import { placeInParallel } from "./parallel.ts";
import type { Placement } from "./placement.ts";
import { placeInSequence } from "./sequence.ts";
import { refusalOf } from "./refusal-set.ts";
import { standingReasons } from "./standing.ts";
import type { VisitDay } from "./visit-day.ts";
import { visitOf } from "./visit.ts";

/** The one judgement behind `search`, `refuse` and `explain`: the visit, or why there is none. */
export function judge(day: VisitDay, start: Instant): Visit | Refusal {
  const standing = standingReasons(day.plan.standing, start)[0];
  if (standing) return standing.refusal;
  const placement = place(day, start);
  if (placement.kind === "placed") return visitOf(day, start, placement.roles);
  return refusalOf(placement.refusal) ?? "staff_does_not_offer";
}

export function place(day: VisitDay, start: Instant): Placement {
  return day.plan.request.mode === "parallel" ? placeInParallel(day, start) : placeInSequence(day, start);
}
