import type { Reason } from "@salon/contracts";
import { DomainError } from "@salon/core";
import type { ErrorDetails } from "@salon/core";
import { refusal } from "./trpc.ts";

/** Throws what both doors answer as the problem of this reason: for what is refused before a procedure runs. */
export function refuse(reason: Reason, message: string, details?: ErrorDetails): never {
  throw refusal(new DomainError(reason, message, details));
}
