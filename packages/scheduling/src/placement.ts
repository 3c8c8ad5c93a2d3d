import type { Reason } from "./model.ts";
import type { AssignedUnit } from "./resources.ts";
import type { RefusalSet } from "./refusal-set.ts";
import type { Free } from "./line-up.ts";

/** One item with its person and its resource units. */
export type Role = {
  readonly chosen: Free;
  readonly units: readonly AssignedUnit[];
  /** Everyone who could do the item at that start were it alone, the chosen one too. */
  readonly free: readonly Free[];
};

/** How far the choice of people came: through all items, or stuck at one. */
export type Placement = { readonly kind: "placed"; readonly roles: readonly Role[] } | Stuck;

export type Stuck = {
  readonly kind: "stuck";
  readonly itemIndex: number;
  /** A single one; none if nobody could even be tried. */
  readonly refusal: RefusalSet;
  /** Reasons that come from the visit's own other items. */
  readonly clashes: readonly Reason[];
};

/** The deeper of two dead ends says why; of equals the one whose refusal comes later. */
export function deeperOf(one: Stuck, other: Stuck): Stuck {
  if (one.itemIndex !== other.itemIndex) return one.itemIndex > other.itemIndex ? one : other;
  return other.refusal > one.refusal ? other : one;
}
