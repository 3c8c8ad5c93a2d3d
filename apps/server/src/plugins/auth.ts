import type { Config, Runtime } from "@salon/runtime";
import { AUTH_PATH } from "@salon/runtime";
import type { FastifyInstance } from "fastify";
import { authForwarder } from "../auth/forward.ts";
import { guardSignIn } from "../auth/guard-sign-in.ts";
import { inputOf } from "../auth/input.ts";
import { AUTH_OPERATIONS } from "../auth/operations.ts";
import type { Budgets } from "./rate-limits.ts";

/** Accounts and sessions: better-auth behind a closed list of operations, each with an input schema and problem documents. */
export function authRoutes(app: FastifyInstance, runtime: Runtime, config: Config, budgets: Budgets): void {
  const forward = authForwarder(runtime, config);
  void app.register(
    async (scope) => {
      scope.removeContentTypeParser("text/plain");
      scope.addHook("onRequest", async (_, reply) => void reply.header("cache-control", "no-store"));
      for (const operation of AUTH_OPERATIONS) {
        scope.route({
          method: operation.method,
          url: operation.path,
          bodyLimit: 16_384,
          handler: async (req, reply) => {
            const input = inputOf(operation, req);
            const answer = () => forward(operation, input, req, reply);
            return operation.guard ? guardSignIn(operation.guard, budgets, req, answer) : answer();
          },
        });
      }
    },
    { prefix: AUTH_PATH },
  );
}
