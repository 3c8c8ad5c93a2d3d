import { DomainError } from "@salon/core";

const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** The refusal where a disk has no room, else the error as it is. */
export function refuseFull(error: unknown): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && FULL.has(String(cause.code)))
      return new DomainError("storage_full", "There is no room for this file: try again later.", {
        retryAfterSeconds: 60,
      });
  }
  return error;
}
