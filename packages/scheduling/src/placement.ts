import type { Reason, Refusal } from "./model.ts";
import type { AssignedUnit } from "./resources.ts";
import { rankOf } from "./refusal-order.ts";
import type { Trial } from "./trial.ts";

/** One item with its person and its resource units. */
export type Role = {
  readonly trial: Trial;
  readonly units: readonly AssignedUnit[];
  /** Everyone who could do the item at that start were it alone, the chosen one too. */
  readonly others: readonly Trial[];
};

/** How far the choice of people came: through all items, or stuck at one. */
export type Placement = { readonly kind: "placed"; readonly roles: readonly Role[] } | Stuck;

export type Stuck = {
  readonly kind: "stuck";
  readonly itemIndex: number;
  readonly refusal: Refusal;
  /** Reasons that come from the visit's own other items. */
  readonly clashes: readonly Reason[];
};

/** The deeper of two dead ends says why; of equals the one whose refusal comes later. */
export function deeperOf(one: Stuck, other: Stuck): Stuck {
  if (one.itemIndex !== other.itemIndex) return one.itemIndex > other.itemIndex ? one : other;
  return rankOf(other.refusal) > rankOf(one.refusal) ? other : one;
}
