import type { Reason } from "@salon/contracts";

export type InputProblem = { readonly pointer: string; readonly code: string; readonly message: string };

/** What a problem document may say beyond its reason. */
export type ErrorDetails = {
  readonly errors?: readonly InputProblem[];
  /** Near slots, where one that was asked for has gone. */
  readonly alternatives?: readonly unknown[];
  /** What becomes of each visit of a series. */
  readonly occurrences?: readonly unknown[];
  /** The nearest instants to a local time that does not exist, or exists twice. */
  readonly suggestions?: readonly Date[];
  readonly missing?: readonly string[];
  readonly currentVersion?: number;
  readonly retryAfterSeconds?: number;
};

/** A refusal that the caller is told of; `reason` is stable and public. */
export class DomainError extends Error {
  readonly reason: Reason;
  readonly details: ErrorDetails;

  /** The cause is logged, and not told. */
  constructor(reason: Reason, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, { cause });
    this.name = "DomainError";
    this.reason = reason;
    this.details = details;
  }
}

/** Unknown, or another tenant's: alike. */
export function notFound(what: string): DomainError {
  return new DomainError("not_found", `There is no such ${what}.`);
}

export function invalidInput(pointer: string, code: string, message: string): DomainError {
  return new DomainError("invalid_input", message, { errors: [{ pointer, code, message }] });
}

/** Throws `version_mismatch` when the caller has seen another version than the current one. */
export function expectVersion(current: number, seen: number | undefined): void {
  if (seen === undefined || seen === current) return;
  throw new DomainError("version_mismatch", `It is at version ${current} by now.`, {
    currentVersion: current,
  });
}
