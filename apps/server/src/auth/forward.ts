import { setTimeout as sleep } from "node:timers/promises";
import { AUTH_PATH, authRefusalOf, CLIENT_ADDRESS_HEADER } from "@salon/runtime";
import type { Config, Runtime } from "@salon/runtime";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { AuthOperation } from "./operations.ts";
import { refuseAs } from "./refusals.ts";
import { listSessions, presentSession, tokenOfSession } from "./sessions.ts";

/** Longer than either way through an even operation takes. */
const EVEN_MS = 250;

export type Forward = (
  operation: AuthOperation,
  input: Record<string, unknown>,
  req: FastifyRequest,
  reply: FastifyReply,
) => Promise<FastifyReply>;

/** Hands an operation to better-auth and answers what it says; its refusals become problems. */
export function authForwarder({ auth }: Pick<Runtime, "auth">, { publicUrl }: Config): Forward {
  const ask = async (request: Request): Promise<Response> => {
    try {
      return await auth.handler(request);
    } catch (error) {
      const refusal = authRefusalOf(error);
      if (!refusal) throw error;
      return refuseAs(refusal);
    }
  };
  const send = async (operation: AuthOperation, input: Record<string, unknown>, req: FastifyRequest) => {
    const request = (path: string, method: string, body?: unknown) =>
      new Request(publicUrl + AUTH_PATH + path, {
        method,
        headers: headersFor(req, operation.session ?? false),
        ...(method === "POST" && { body: JSON.stringify(body) }),
      });
    switch (operation.path) {
      case "/list-sessions":
        return listSessions(await ask(request("/list-sessions", "GET")), req.headers);
      case "/revoke-session": {
        const token = await tokenOfSession(await ask(request("/list-sessions", "GET")), input["id"]);
        return ask(request("/revoke-session", "POST", { token }));
      }
      case "/get-session":
        return presentSession(await ask(request("/get-session", "GET")));
      case "/change-password":
        return ask(request("/change-password", "POST", { ...input, revokeOtherSessions: true }));
      default:
        return operation.method === "GET"
          ? ask(request(`${operation.path}?${new URLSearchParams(input as Record<string, string>)}`, "GET"))
          : ask(request(operation.path, "POST", input));
    }
  };
  return async (operation, input, req, reply) => {
    const [answer] = await Promise.allSettled([
      send(operation, input, req),
      operation.even && sleep(EVEN_MS),
    ]);
    if (answer.status === "rejected") throw answer.reason;
    return reply.send(answer.value);
  };
}

function headersFor({ headers, ip }: FastifyRequest, session: boolean): Headers {
  const { cookie, authorization } = headers;
  const forwarded = new Headers({ "content-type": "application/json", [CLIENT_ADDRESS_HEADER]: ip });
  forwarded.set("user-agent", (headers["user-agent"] ?? "").slice(0, 255));
  if (session && authorization !== undefined) forwarded.set("authorization", authorization);
  else if (session && cookie !== undefined) forwarded.set("cookie", cookie);
  return forwarded;
}
