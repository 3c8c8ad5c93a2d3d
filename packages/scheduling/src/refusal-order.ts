import { REFUSALS, type Reason, type Refusal } from "./model.ts";

const RANK = new Map(REFUSALS.map((refusal, rank) => [refusal, rank]));

export function rankOf(refusal: Refusal): number {
  return RANK.get(refusal) ?? REFUSALS.length;
}

export function laterOf(one: Refusal, other: Refusal): Refusal {
  return rankOf(other) > rankOf(one) ? other : one;
}

/** Reasons in the order in which they are tried. */
export function inOrderTried(reasons: readonly Reason[]): Reason[] {
  return reasons.toSorted((a, b) => rankOf(a.refusal) - rankOf(b.refusal));
}
