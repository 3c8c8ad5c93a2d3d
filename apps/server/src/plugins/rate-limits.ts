import rateLimit from "@fastify/rate-limit";
import { refuse } from "@salon/api";
import type { Config } from "@salon/runtime";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { openBudget } from "../budget.ts";
import type { Budget } from "../budget.ts";
import { Failures } from "../failures.ts";

export type Budgets = {
  readonly spendUser: (req: FastifyRequest, reply: FastifyReply, userId: string) => Promise<void>;
  /** Failed sign-ins; null where limits are off. */
  readonly failures: { readonly account: Failures; readonly address: Failures } | null;
  /** Mails that a stranger makes us send to an address; null where limits are off. */
  readonly mails: Budget | null;
};

const FAILURES_MS = 900_000;
const API = /^\/(?:api|trpc)\//;

/** Budgets a minute of each address and each person; sign-in and mails have stricter ones. */
export async function rateLimits(app: FastifyInstance, config: Config): Promise<Budgets> {
  if (!config.rateLimits) return { spendUser: async () => undefined, failures: null, mails: null };
  await app.register(rateLimit, { global: false });
  const ip = openBudget(app, { name: "ip", max: 1_200, seconds: 60 });
  const user = openBudget(app, { name: "user", max: 600, seconds: 60 });

  app.addHook("onRequest", async (req, reply) => {
    if (API.test(req.url)) await spend(ip, req, reply, req.ip);
  });
  return {
    spendUser: (req, reply, userId) => spend(user, req, reply, userId),
    failures: { account: new Failures(5, FAILURES_MS), address: new Failures(20, FAILURES_MS) },
    mails: openBudget(app, { name: "mails", max: 5, seconds: 900 }),
  };
}

/** Tells the caller of both headers' drafts (draft-ietf-httpapi-ratelimit-headers) and refuses what is over. */
async function spend(budget: Budget, req: FastifyRequest, reply: FastifyReply, key: string): Promise<void> {
  const { remaining, seconds, over } = await budget.spend(req, key);
  reply.header("ratelimit-policy", `"${budget.name}";q=${budget.max};w=${budget.seconds}`);
  reply.header("ratelimit", `"${budget.name}";r=${remaining};t=${seconds}`);
  if (over) tooMany(seconds);
}

export function tooMany(seconds: number): never {
  return refuse("too_many_requests", `Try again in ${seconds} seconds.`, { retryAfterSeconds: seconds });
}
