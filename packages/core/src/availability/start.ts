import { resolveLocal } from "@salon/scheduling";
import type { Instant } from "@salon/scheduling";
import { DomainError } from "../errors.ts";

/** A start as an instant, or as local wall time without an offset. */
export type Start = { readonly startsAt?: Date | undefined; readonly localStart?: string | undefined };

/** Throws `nonexistent_local_time` and `ambiguous_local_time`, each with the instants that may be meant. */
export function resolveStart({ startsAt, localStart }: Start, timeZone: string): Instant {
  if (startsAt) return startsAt.getTime();
  const resolved = resolveLocal(localStart ?? "", timeZone);
  switch (resolved.kind) {
    case "instant":
      return resolved.instant;
    case "nonexistent":
      throw new DomainError("nonexistent_local_time", "The clocks skip this time.", {
        suggestions: resolved.nearest.map(toDate),
      });
    case "ambiguous":
      throw new DomainError("ambiguous_local_time", "The clocks show this time twice.", {
        suggestions: resolved.both.map(toDate),
      });
  }
}

function toDate(instant: Instant): Date {
  return new Date(instant);
}
