import { refuse } from "@salon/api";
import type { ApiContext } from "@salon/api";
import type { Deps } from "@salon/core";
import type { Config, Runtime } from "@salon/runtime";
import type { FastifyReply, FastifyRequest } from "fastify";
import { authenticator } from "./authenticate.ts";
import type { Budgets } from "./plugins/rate-limits.ts";
import { visitorMaker } from "./visitor.ts";

export type CreateContext = (req: FastifyRequest, reply: FastifyReply) => Promise<ApiContext>;

/** The context of a request, the same for both doors. */
export function contextMaker(runtime: Runtime, config: Config, budgets: Budgets): CreateContext {
  const { db, begin, enqueue, announce, onNews, mailer, messengers } = runtime;
  const { links, files, judge, calendars, sealer, webhooks, paymentProviders, settings } = runtime;
  const deps: Deps = {
    db,
    begin,
    enqueue,
    announce,
    onNews,
    mailer,
    messengers,
    links,
    files,
    judge,
    calendars,
    sealer,
    webhooks,
    paymentProviders,
    settings,
  };
  const authenticate = authenticator(runtime);
  const visitorOf = visitorMaker(runtime, config);
  return async (req, reply) => {
    const actor = await authenticate(req);
    if (actor.kind === "user" && actor.impersonatorId)
      reply.header("x-impersonated-by", actor.impersonatorId);
    await budgets.spend(req, reply, actor);
    return {
      deps,
      actor,
      authenticate: () => authenticate(req),
      requestId: req.id,
      idempotencyKey: idempotencyKeyOf(req),
      visitor: visitorOf(req),
      outcome: { replayed: false },
    };
  };
}

function idempotencyKeyOf({ headers }: FastifyRequest): string | null {
  const key = headers["idempotency-key"];
  if (key === undefined) return null;
  if (typeof key === "string" && key.length >= 1 && key.length <= 255) return key;
  const message = "An Idempotency-Key has 1 to 255 characters.";
  return refuse("invalid_input", message, {
    errors: [{ pointer: "/header/idempotency-key", code: "invalid_format", message }],
  });
}
