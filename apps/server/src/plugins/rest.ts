import { appRouter, problemOf, problemType } from "@salon/api";
import { mountRest } from "@salon/rest-bridge";
import type { FastifyInstance } from "fastify";
import type { Door } from "./trpc.ts";

export const REST_PATH = "/api/v1";

export function rest(app: FastifyInstance, { createContext, onError }: Door): void {
  mountRest(app, {
    router: appRouter,
    prefix: REST_PATH,
    createContext,
    problemOf,
    typeOf: problemType,
    onError,
    onResult(reply, { outcome }) {
      if (outcome.replayed) reply.header("idempotent-replayed", "true");
    },
  });
}
