import { refuse } from "@salon/api";
import type { RequestInfo } from "@salon/core";
import type { Config, Runtime } from "@salon/runtime";
import type { FastifyRequest } from "fastify";
import { openBudget } from "./budget.ts";
import { networkOf } from "./network-of.ts";
import { tooMany } from "./plugins/rate-limits.ts";

/** Turnstile's are the longest. */
const LONGEST_RESPONSE = 2_048;

/** A household's and an office's visits; more from one network is no visitor's. */
const A_DAY = 30;

/** What a connection tells of who asks: where the request comes from, and whether there is a person behind it. */
export function visitorMaker(
  {
    counters,
    markNetwork,
    verifyChallenge,
    log,
  }: Pick<Runtime, "counters" | "markNetwork" | "verifyChallenge" | "log">,
  { rateLimits }: Pick<Config, "rateLimits">,
) {
  const visits = openBudget(counters, { name: "visits of strangers", max: A_DAY, seconds: 86_400 });
  return (req: FastifyRequest): NonNullable<RequestInfo["visitor"]> => ({
    get network() {
      return rateLimits ? markNetwork(networkOf(req.ip)) : null;
    },
    async spendVisits(count) {
      if (!rateLimits) return async () => undefined;
      const who = markNetwork(networkOf(req.ip)).toString("hex");
      const spent = await visits.spend(who, count);
      if (spent.over) tooMany(spent.seconds);
      return () => visits.takeBack(who, count);
    },
    async expectPerson() {
      if (!verifyChallenge) return;
      const response = req.headers["x-challenge-response"];
      if (typeof response !== "string" || response === "")
        refuse("challenge_required", "Solve the challenge and send its response as X-Challenge-Response.");
      const isSolved =
        response.length <= LONGEST_RESPONSE &&
        (await verifyChallenge(response, req.ip).catch((err: unknown) => {
          log.warn({ err, requestId: req.id }, "The challenge could not be verified");
          refuse("unavailable", "The challenge cannot be checked at the moment.", { retryAfterSeconds: 5 });
        }));
      if (!isSolved) refuse("challenge_failed", "The challenge was not solved, or its response was used.");
    },
  });
}
