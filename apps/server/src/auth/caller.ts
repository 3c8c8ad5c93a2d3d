import { refuse } from "@salon/api";
import type { Caller, Runtime } from "@salon/runtime";
import type { FastifyRequest } from "fastify";
import { authenticator } from "../authenticate.ts";
import { bearerOf, cookieTokenOf, sessionTokenOf } from "../credentials.ts";
import type { AuthOperation } from "./operations.ts";

/**
 * Whose session comes with a request. Throws `unauthenticated` for an operation that needs one, and `forbidden` to an
 * admin who acts as somebody else where only the person may.
 */
export function callerFinder(runtime: Runtime) {
  const authenticate = authenticator(runtime);
  return async (req: FastifyRequest, session: AuthOperation["session"]): Promise<Caller | undefined> => {
    if (session === undefined || session === "optional") return undefined;
    const actor = await authenticate(req);
    const bearer = bearerOf(req.headers);
    const token = bearer ? sessionTokenOf(bearer) : cookieTokenOf(req.headers, runtime.auth.sessionCookie);
    if (actor.kind !== "user" || token === undefined) refuse("unauthenticated", "Sign in first.");
    if (session === "own" && actor.impersonatorId !== undefined)
      refuse("forbidden", "Only the person themselves may do this, not an admin who acts as them.");
    return { actor, token, requestId: req.id };
  };
}
