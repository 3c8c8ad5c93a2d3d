import type { Instant } from "./model.ts";
import { NO_REFUSAL, type RefusalSet } from "./refusal-set.ts";
import { firstRefusalOf, trialOf, type Trial } from "./trial.ts";
import type { VisitDay } from "./visit-day.ts";

/** Who could do one item at one start, best pick first; and, of all the others' first refusals, the latest. */
export type LineUp = { readonly free: readonly Trial[]; readonly refusal: RefusalSet };

export function lineUpAt(day: VisitDay, index: number, start: Instant): LineUp {
  const item = day.plan.items[index];
  const free: Trial[] = [];
  let latest = NO_REFUSAL;
  if (!item) return { free, refusal: latest };
  for (const option of day.ranked[index] ?? []) {
    const trial = trialOf(day, item, option, start);
    const refusal = firstRefusalOf(trial);
    if (refusal === NO_REFUSAL) free.push(trial);
    else if (refusal > latest) latest = refusal;
  }
  return { free, refusal: latest };
}
