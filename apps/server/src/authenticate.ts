import { refuse } from "@salon/api";
import type { Actor } from "@salon/core";
import type { Runtime } from "@salon/runtime";
import type { FastifyRequest } from "fastify";
import { bearerOf, cookieTokenOf, sessionTokenOf } from "./credentials.ts";

const ANONYMOUS: Actor = { kind: "anonymous" };
const BOOKING_TOKEN = /^[\w.-]{16,256}$/;

/**
 * Who asks. A header that names somebody must be right (`unauthenticated`); an old cookie makes nobody of its sender,
 * so that public pages keep working.
 */
export function authenticator({
  findSession,
  findApiKey,
  auth,
}: Pick<Runtime, "findSession" | "findApiKey" | "auth">) {
  return async ({ headers }: Pick<FastifyRequest, "headers">): Promise<Actor> => {
    const bookingToken = headers["x-booking-token"];
    if (bookingToken !== undefined) {
      if (typeof bookingToken !== "string" || !BOOKING_TOKEN.test(bookingToken))
        refuse("unauthenticated", "The booking token is not valid.");
      return { kind: "bookingHolder", token: bookingToken };
    }
    const bearer = bearerOf(headers);
    if (bearer !== undefined) {
      if (bearer?.startsWith("sk_"))
        return (
          (await findApiKey(bearer)) ?? refuse("unauthenticated", "The API key is not valid, or has ended.")
        );
      const token = bearer === null ? undefined : sessionTokenOf(bearer);
      // A cookie's own time is prolonged by asking for the session, and the session with it.
      const user = token && (await findSession(token, { prolong: true }));
      return user || refuse("unauthenticated", "The token is not valid, or its session has ended.");
    }
    const token = cookieTokenOf(headers, auth.sessionCookie);
    return (token && (await findSession(token))) || ANONYMOUS;
  };
}
