import type { IncomingHttpHeaders } from "node:http";
import { appRouter, problemOf, refuse } from "@salon/api";
import type { AppRouter } from "@salon/api";
import type { ProblemOptions } from "@salon/rest-bridge";
import { fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import type { FastifyTRPCPluginOptions } from "@trpc/server/adapters/fastify";
import type { FastifyInstance } from "fastify";
import type { CreateContext } from "../request-context.ts";
import type { HoldStream } from "./open-streams.ts";

export type TrpcDoor = Door & { readonly holdStream: HoldStream };

export type Door = {
  readonly createContext: CreateContext;
  readonly onError: NonNullable<ProblemOptions["onError"]>;
};

export const MAX_BATCH = 10;
/** Of a batch: they are what costs the most, and all are answered at once. */
const MAX_SEARCHES = 2;

/** tRPC, in a scope of its own: its plug-in replaces the body parsers. */
export function trpc(app: FastifyInstance, { createContext, onError, holdStream }: TrpcDoor): void {
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>["trpcOptions"] = {
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    // Long questions come as bodies.
    allowMethodOverride: true,
    async createContext({ req, res, info }) {
      const context = await createContext(req, res);
      if (context.idempotencyKey !== null && info.type === "mutation" && info.calls.length > 1) {
        refuse("idempotency_key_in_batch", "Send each mutation with a key of its own.");
      }
      if (info.calls.filter(({ path }) => path.startsWith("availability.")).length > MAX_SEARCHES) {
        refuse("invalid_input", `A batch holds ${MAX_SEARCHES} searches at most: send others by themselves.`);
      }
      if (info.type === "subscription") holdStream(req, res, context.actor);
      return context;
    },
    responseMeta: ({ ctx, errors, info }) => {
      const headers = new Headers();
      if (ctx?.outcome.replayed) headers.set("idempotent-replayed", "true");
      if (ctx?.outcome.place) headers.set("last-event-id", ctx.outcome.place);
      const [error] = errors;
      // Of a batch each answer has a status of its own.
      if (!error || errors.length > 1 || (info?.calls.length ?? 1) > 1) return { headers };
      const { status, retryAfterSeconds } = problemOf(error);
      if (retryAfterSeconds !== undefined) headers.set("retry-after", String(Math.ceil(retryAfterSeconds)));
      if (status === 401) headers.set("www-authenticate", "Bearer");
      return { headers, status };
    },
    onError: ({ error, req }) => onError(error, req, problemOf(error)),
  };
  void app.register(async (scope) => {
    scope.addHook("onRequest", async ({ headers }) => refuseForms(headers));
    await scope.register(fastifyTRPCPlugin, { prefix: "/trpc", trpcOptions });
  });
}

/** The plug-in would read a form whole, however long it is; no procedure takes one. */
function refuseForms({ "content-type": type = "" }: IncomingHttpHeaders): void {
  if (/^multipart\//i.test(type.trim())) refuse("unsupported_media_type", "Send JSON.");
}
