import type { Problem } from "@salon/rest-bridge";
import type { Logger } from "@salon/runtime";

/** Only what nobody foresaw is an error of ours; what passes by itself is a warning. */
export function problemLog(log: Logger) {
  return (error: unknown, req: { readonly id: string }, problem: Problem): void => {
    if (problem.status < 500) return;
    const level = problem.status === 503 ? "warn" : "error";
    log[level]({ err: causeOf(error), requestId: req.id }, problem.title);
  };
}

/** tRPC wraps what a procedure threw. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.name === "TRPCError" && error.cause ? error.cause : error;
}
