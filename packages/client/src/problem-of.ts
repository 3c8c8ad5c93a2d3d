import type { OccurrenceReport, Reason, Slot } from "@salon/contracts";
import { TRPCClientError } from "@trpc/client";

/** The server's problem document (RFC 9457). A newer server may know codes that this client does not list. */
export type SalonProblem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: Reason;
  readonly detail?: string;
  readonly instance?: string;
  readonly requestId?: string;
  /** `invalid_input`: which field, by JSON Pointer. */
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
  /** A slot that has gone: near ones. */
  readonly alternatives?: readonly Slot[];
  /** A series that cannot be as a whole: what becomes of each of its visits. */
  readonly occurrences?: readonly OccurrenceReport[];
  /** A local time that does not exist or exists twice: the instants nearest to it. */
  readonly suggestions?: readonly Date[];
  /** `salon_incomplete` */
  readonly missing?: readonly string[];
  /** `version_mismatch` */
  readonly currentVersion?: number;
  readonly retryAfterSeconds?: number;
};

/** Why the server refused a call; undefined when it never answered. */
export function problemOf(error: unknown): SalonProblem | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null || !("problem" in data)) return undefined;
  return data.problem as SalonProblem;
}
