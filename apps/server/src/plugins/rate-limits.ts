import { refuse } from "@salon/api";
import type { Actor } from "@salon/core";
import type { Config, Runtime } from "@salon/runtime";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { openBudget } from "../budget.ts";
import type { OpenBudget } from "../budget.ts";
import { networkOf } from "../network-of.ts";
import { MAX_BATCH } from "./trpc.ts";

export type Budgets = {
  /** Spends of the budget that a person or an API key has; everybody else has that of the address only. */
  readonly spend: (req: FastifyRequest, reply: FastifyReply, actor: Actor) => Promise<void>;
  /** Failed sign-ins; one under way counts until it has gone well. Null where limits are off. */
  readonly failures: BothWays | null;
  /** Mails that a stranger makes us send, to one address or to many. Null where limits are off. */
  readonly mails: BothWays | null;
};

type BothWays = { readonly account: OpenBudget; readonly address: OpenBudget };

const API = /^\/(?:api|trpc)\//;

/** Budgets a minute of each address, person and API key; sign-in and mails have stricter ones. */
export function rateLimits(
  app: FastifyInstance,
  { counters, log }: Pick<Runtime, "counters" | "log">,
  { rateLimits: on }: Config,
): Budgets {
  if (!on) return { spend: async () => undefined, failures: null, mails: null };
  const open = (name: string, max: number, seconds: number) => openBudget(counters, { name, max, seconds });
  const [ip, user, key] = [open("ip", 1_200, 60), open("user", 600, 60), open("key", 600, 60)];

  async function spend(budget: OpenBudget, req: FastifyRequest, reply: FastifyReply, who: string) {
    const spent = await budget.spend(who, callsOf(req)).catch((err: unknown) => {
      // A request that needs the database fails by itself; the site is not taken down for the sake of counting.
      log.warn({ err, requestId: req.id, budget: budget.name }, "A budget could not be counted");
    });
    if (!spent) return;
    tell(reply, "ratelimit-policy", `"${budget.name}";q=${budget.max};w=${budget.seconds}`);
    tell(reply, "ratelimit", `"${budget.name}";r=${spent.remaining};t=${spent.seconds}`);
    if (spent.over) tooMany(spent.seconds);
  }

  app.addHook("onRequest", async (req, reply) => {
    // The route that was matched: its path can be spelt in many ways.
    const { url: route } = req.routeOptions;
    if (route === undefined || API.test(route)) await spend(ip, req, reply, networkOf(req.ip));
  });
  return {
    async spend(req, reply, actor) {
      if (actor.kind === "user") await spend(user, req, reply, actor.userId);
      if (actor.kind === "apiKey") await spend(key, req, reply, actor.keyId);
    },
    failures: { account: open("sign-in account", 5, 900), address: open("sign-in ip", 20, 900) },
    mails: { account: open("mails account", 5, 900), address: open("mails ip", 30, 900) },
  };
}

/** A batch of tRPC counts for as many as it holds. Of one that holds too many, which is refused, not all are counted. */
function callsOf({ routeOptions, params }: FastifyRequest): number {
  if (!routeOptions.url?.startsWith("/trpc/")) return 1;
  return Math.min((params as { path: string }).path.split(",").length, MAX_BATCH);
}

/** One more item of a list (draft-ietf-httpapi-ratelimit-headers). */
function tell(reply: FastifyReply, header: string, item: string): void {
  const told = reply.getHeader(header);
  reply.header(header, told === undefined ? item : `${String(told)}, ${item}`);
}

export function tooMany(seconds: number): never {
  return refuse("too_many_requests", `Try again in ${seconds} seconds.`, { retryAfterSeconds: seconds });
}
