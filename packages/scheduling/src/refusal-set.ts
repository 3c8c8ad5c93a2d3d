import { REFUSALS, type Reason, type Refusal } from "./model.ts";

/** Refusals as bits, the one that is tried first lowest: comparing two single ones compares their order. */
export type RefusalSet = number;

export const NO_REFUSAL: RefusalSet = 0;

export function bitOf(refusal: Refusal): RefusalSet {
  return 1 << REFUSALS.indexOf(refusal);
}

export function setOf(refusals: Iterable<Refusal>): RefusalSet {
  let set = NO_REFUSAL;
  for (const refusal of refusals) set |= bitOf(refusal);
  return set;
}

/** The one that is tried first, alone. */
export function firstIn(set: RefusalSet): RefusalSet {
  return set & -set;
}

/** The only one of a set that is not empty. */
export function refusalOf(single: RefusalSet): Refusal | undefined {
  return REFUSALS[31 - Math.clz32(single)];
}

export function refusalsIn(set: RefusalSet): Refusal[] {
  return REFUSALS.filter((_, rank) => (set & (1 << rank)) !== 0);
}

/** Reasons in the order in which they are tried. */
export function inOrderTried(reasons: readonly Reason[]): Reason[] {
  return reasons.toSorted((a, b) => bitOf(a.refusal) - bitOf(b.refusal));
}
