import type { Refusal } from "@salon/scheduling";

/** What is set aside: the grid for the salon's own people, and what a manager overrides. */
export function setAsideFor(asSalon: boolean, override: readonly Refusal[]): ReadonlySet<Refusal> {
  return new Set(asSalon ? ["off_grid", ...override] : override);
}
