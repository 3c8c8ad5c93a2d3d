import { REASONS } from "@salon/contracts";
import type { Reason } from "@salon/contracts";
import { DomainError, isUnavailable } from "@salon/core";
import { inputErrors, invalidInput, statusProblem } from "@salon/rest-bridge";
import type { Problem } from "@salon/rest-bridge";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TITLES } from "./titles.ts";

/** The path of the page about a code: the `type` of its problems. */
export const problemType = (code: string): string => `/problems/${code}`;

/** The one translation of what was thrown into what a caller may read, for both doors. */
export function problemOf(error: unknown): Problem {
  const errors = inputErrors(error);
  if (errors) return invalidInput(errors, problemType);
  const thrown = error instanceof TRPCError && error.cause ? error.cause : error;
  if (thrown instanceof DomainError)
    return { ...reasonProblem(thrown.reason, thrown.message), ...thrown.details };
  if (isUnavailable(thrown))
    return { ...reasonProblem("unavailable", "Try again shortly."), retryAfterSeconds: 1 };
  return statusProblem(error instanceof TRPCError ? getHTTPStatusCodeFromError(error) : 500, problemType);
}

function reasonProblem(reason: Reason, detail: string): Problem {
  return { type: problemType(reason), title: TITLES[reason], status: REASONS[reason], code: reason, detail };
}
