import { ProviderCallback } from "@salon/contracts";
import { AUTH_PATH } from "@salon/runtime";
import type { Config, Runtime } from "@salon/runtime";
import { refuse } from "@salon/api";
import type { FastifyInstance } from "fastify";
import { callerFinder } from "../auth/caller.ts";
import { authForwarder } from "../auth/forward.ts";
import { accountOf, guarded } from "../auth/guarded.ts";
import { inputOf } from "../auth/input.ts";
import { AUTH_OPERATIONS } from "../auth/operations.ts";
import type { Budgets } from "./rate-limits.ts";

const BODY_LIMIT = 16_384;

/** Accounts and sessions: better-auth behind a closed list of operations, each with an input schema. */
export function authRoutes(
  app: FastifyInstance,
  runtime: Runtime,
  { publicUrl }: Config,
  budgets: Budgets,
): void {
  const carryOut = authForwarder(runtime, publicUrl);
  const callerOf = callerFinder(runtime);
  void app.register(
    async (scope) => {
      scope.removeContentTypeParser("text/plain");
      scope.addHook("onRequest", async (_, reply) => void reply.header("cache-control", "no-store"));
      for (const operation of AUTH_OPERATIONS) {
        const { method, path: url, session } = operation;
        scope.route({
          method,
          url,
          bodyLimit: BODY_LIMIT,
          handler: async (req, reply) => {
            const input = inputOf(operation, req);
            const caller = await callerOf(req, session);
            const account = await accountOf(operation, { input, req, auth: runtime.auth }, caller);
            return reply.send(
              await guarded(operation.guard, budgets, { req, account }, () =>
                carryOut(operation, input, req, () => caller ?? refuse("unauthenticated", "Sign in first.")),
              ),
            );
          },
        });
      }
      void scope.register(formCallback);
    },
    { prefix: AUTH_PATH },
  );
}

/** Apple sends its answer as a form from its own page, without our cookies; the browser brings it again with them. */
async function formCallback(scope: FastifyInstance): Promise<void> {
  scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  scope.post<{ Params: { provider: string } }>(
    "/callback/:provider",
    { bodyLimit: BODY_LIMIT },
    (req, reply) => {
      const read = ProviderCallback.safeParse(req.body);
      if (!read.success) refuse("invalid_input", "This is not a provider's answer.");
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(read.data)) if (value !== undefined) query.set(name, value);
      const provider = encodeURIComponent(req.params.provider);
      return reply.redirect(`${AUTH_PATH}/callback/${provider}?${query.toString()}`, 303);
    },
  );
}
