import type { Instant, Refusal } from "./model.ts";
import { laterOf } from "./refusal-order.ts";
import { firstRefusal, tryOut, type Trial } from "./trial.ts";
import type { VisitDay } from "./visit-day.ts";

/** Who could do one item at one start, best pick first; and, of all the others' first refusals, the latest. */
export type LineUp = { readonly free: readonly Trial[]; readonly refusal: Refusal };

export function lineUpAt(day: VisitDay, index: number, start: Instant): LineUp {
  const item = day.plan.items[index];
  const free: Trial[] = [];
  let latest: Refusal = "staff_does_not_offer";
  if (!item) return { free, refusal: latest };
  for (const option of day.ranked[index] ?? []) {
    const trial = tryOut(day, item, option, start);
    const refusal = firstRefusal(trial);
    if (refusal === null) free.push(trial);
    else latest = laterOf(latest, refusal);
  }
  return { free, refusal: latest };
}
