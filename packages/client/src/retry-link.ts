import type { AppRouter } from "@salon/api";
import { TRPCClientError } from "@trpc/client";
import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { Unsubscribable } from "@trpc/server/observable";
import { NoAnswer } from "./problem-fetch.ts";
import { problemOf } from "./problem-of.ts";

const TRIES = 5;
const LONGEST_PAUSE_MS = 10_000;
const GATEWAY_STATUSES = new Set([502, 503, 504]);

/** Tries a call again where that is safe and may help; a mutation has an idempotency key by then, and keeps it. */
export const retryLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) => {
      let running: Unsubscribable | undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let tried = 0;
      const attempt = () => {
        stopWaiting();
        tried += 1;
        running = next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error(error) {
            const pause = op.signal?.aborted ? null : pauseAfter(error, tried);
            if (pause === null) return observer.error(error);
            timer = setTimeout(attempt, pause);
            op.signal?.addEventListener("abort", attempt);
          },
        });
      };
      const stopWaiting = () => {
        clearTimeout(timer);
        op.signal?.removeEventListener("abort", attempt);
      };
      attempt();
      return () => {
        stopWaiting();
        running?.unsubscribe();
      };
    });

/** Milliseconds until the next try; null: there is none. */
export function pauseAfter(error: unknown, tried: number): number | null {
  if (tried >= TRIES || !mayPass(error)) return null;
  const asked = (problemOf(error)?.retryAfterSeconds ?? 0) * 1000;
  if (asked > LONGEST_PAUSE_MS) return null;
  const growing = 100 * 2 ** tried;
  return asked + growing * (0.5 + Math.random() / 2);
}

function mayPass(error: unknown): boolean {
  const problem = problemOf(error);
  if (problem) return problem.status === 503 || problem.code === "idempotency_in_flight";
  if (!(error instanceof TRPCClientError) || error.data) return false;
  const cause: unknown = error.cause;
  // Otherwise there was no answer, or one that was cut off half way.
  return !(cause instanceof NoAnswer) || GATEWAY_STATUSES.has(cause.status);
}
