import type { OccurrenceReport, Reason } from "@salon/contracts";
import { REASONS } from "@salon/contracts";
import type { Refusal } from "@salon/scheduling";
import { REFUSAL_MESSAGES } from "../../availability/index.ts";
import { DomainError } from "../../errors.ts";

type OnConflict = "fail" | "skip";
type Whose = Pick<OccurrenceReport, "index" | "localStart" | "bookingId">;
export type Why = { readonly code: string; readonly message: string };

/** Clocks skip it: a conflict like any other. */
export const NO_SUCH_TIME: Why = { code: "nonexistent_local_time", message: "The clocks skip this time." };

export function whyRefused(refusal: Refusal): Why {
  return { code: refusal, message: REFUSAL_MESSAGES[refusal] };
}

export function conflictOf(whose: Whose, startsAt: Date | null, why: Why): OccurrenceReport {
  return { ...whose, startsAt, outcome: "conflict", ...why };
}

export function possible(whose: Whose, startsAt: Date): OccurrenceReport {
  return { ...whose, startsAt, outcome: "possible", code: null, message: null };
}

/**
 * Throws with the whole report, and the first reason as its own, where a visit is in the way that must not be, or nothing
 * is left to do.
 */
export function expectPossible(report: readonly OccurrenceReport[], onConflict: OnConflict): void {
  const conflict = report.find(({ outcome }) => outcome === "conflict");
  const isAnything = report.some(({ outcome }) => outcome === "possible");
  if (isAnything && (onConflict === "skip" || !conflict)) return;
  const why = conflict ?? report.find(({ outcome }) => outcome === "kept");
  throw new DomainError(reasonOf(why?.code), why?.message ?? "There is nothing to do.", {
    occurrences: report,
  });
}

/** Why a visit is kept is told in words of its own; what refuses the whole is a reason that stands in the list. */
function reasonOf(code: string | null | undefined): Reason {
  return code && code in REASONS ? (code as Reason) : "invalid_transition";
}
