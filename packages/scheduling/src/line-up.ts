import type { Instant } from "./model.ts";
import { NO_REFUSAL, type RefusalSet } from "./refusal-set.ts";
import { firstRefusalOf } from "./refusals.ts";
import type { Candidate, VisitDay } from "./visit-day.ts";

/** A candidate who could do their item at this start, were it the visit's only one. */
export type Free = { readonly candidate: Candidate; readonly start: Instant; readonly end: Instant };

/** Who could do one item at one start, best pick first; and, of all the others' first refusals, the latest. */
export type LineUp = { readonly free: readonly Free[]; readonly refusal: RefusalSet };

const NOBODY: readonly Free[] = [];

export function lineUpAt(day: VisitDay, index: number, start: Instant): LineUp {
  let free: Free[] | null = null;
  let latest = NO_REFUSAL;
  for (const candidate of day.candidates[index] ?? []) {
    const refusal = firstRefusalOf(day, candidate, start);
    if (refusal === NO_REFUSAL)
      (free ??= []).push({ candidate, start, end: start + candidate.shape.lengthMs });
    else if (refusal > latest) latest = refusal;
  }
  return { free: free ?? NOBODY, refusal: latest };
}
