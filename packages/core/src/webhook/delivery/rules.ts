import type { WebhookAnswer } from "../ports.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const SHORTEST_MS = 5 * SECOND_MS;
const LONGEST_MS = 6 * HOUR_MS;
/** More than a day: whoever comes to work in the morning after a bad evening loses nothing. */
const PATIENCE_MS = 28 * HOUR_MS;
const JITTER = 0.2;

/** How an answer is to be taken. `gone` asks us never to come again. */
export type Outcome = "delivered" | "gone" | "failed";

/** Whatever is not 2xx has failed, redirects among it: they are not followed. */
export function outcomeOf({ status }: Pick<WebhookAnswer, "status">): Outcome {
  if (status !== null && status >= 200 && status < 300) return "delivered";
  return status === 410 ? "gone" : "failed";
}

/**
 * How long to wait after a failure: about as long as it has failed by then, so that the time between attempts doubles.
 * `random` lies between 0 and 1 and spreads those who failed together.
 */
export function waitMs(failingMs: number, random: number): number {
  const wait = Math.min(Math.max(failingMs, SHORTEST_MS), LONGEST_MS);
  return Math.round(wait * (1 + JITTER * (2 * random - 1)));
}

/** Whether it has failed for so long that it is not tried again. */
export function isGivenUp(failingMs: number): boolean {
  return failingMs >= PATIENCE_MS;
}

/** Whether an address was away for so long that what it missed is better sent at once than when its turn comes. */
export function isOutage(failingMs: number): boolean {
  return failingMs >= 60 * SECOND_MS;
}
