import { setTimeout as sleep } from "node:timers/promises";
import { AUTH_PATH, CLIENT_ADDRESS_HEADER } from "@salon/runtime";
import type { Caller, Runtime } from "@salon/runtime";
import type { FastifyRequest } from "fastify";
import type { Ask, AuthOperation } from "./operations.ts";
import { refuseAs } from "./refusals.ts";

/** Longer than either way through an even operation takes. */
const EVEN_MS = 250;

export type CarryOut = (
  operation: AuthOperation,
  input: Record<string, unknown>,
  req: FastifyRequest,
  caller: () => Caller,
) => Promise<unknown>;

/** Hands operations to better-auth; its refusals become the API's. */
export function authForwarder(
  { auth, sessions }: Pick<Runtime, "auth" | "sessions">,
  publicUrl: string,
): CarryOut {
  return async (operation, input, req, caller) => {
    const { method, path, output, answer, session, even } = operation;
    const ask: Ask = (askedMethod, askedPath, asked = {}, cookie) => {
      const headers = headersFor(req, session !== undefined, cookie);
      return auth.ask(requestOf(askedMethod, publicUrl + AUTH_PATH + askedPath, asked, headers), req.id);
    };
    const floor = even && sleep(EVEN_MS);
    const call = { ask, input, req, caller, sessions, auth };
    const [carriedOut] = await Promise.allSettled([answer ? answer(call) : ask(method, path, input)]);
    if (even === "answers" || carriedOut.status === "rejected") await floor;
    return carriedOut.status === "fulfilled"
      ? said(carriedOut.value, output)
      : refuseAs(carriedOut.reason, input);
  };
}

/** The answer in the words of the document; cookies and redirects as they are. */
async function said(answer: unknown, output: AuthOperation["output"]): Promise<unknown> {
  if (!(answer instanceof Response)) return output.parse(answer);
  if (!answer.ok) return answer;
  const { status } = answer;
  const headers = new Headers(answer.headers);
  headers.delete("content-length");
  return Response.json(output.parse(await answer.json()), { status, headers });
}

function requestOf(method: "GET" | "POST", url: string, input: object, headers: Headers): Request {
  if (method === "POST") return new Request(url, { method: "POST", headers, body: JSON.stringify(input) });
  return new Request(`${url}?${new URLSearchParams(Object.entries(input)).toString()}`, { headers });
}

function headersFor({ headers, ip }: FastifyRequest, session: boolean, cookies?: string): Headers {
  const { cookie, authorization } = headers;
  const forwarded = new Headers({ "content-type": "application/json", [CLIENT_ADDRESS_HEADER]: ip });
  forwarded.set("user-agent", (headers["user-agent"] ?? "").slice(0, 255));
  if (cookies !== undefined) forwarded.set("cookie", cookies);
  else if (session && authorization !== undefined) forwarded.set("authorization", authorization);
  else if (session && cookie !== undefined) forwarded.set("cookie", cookie);
  return forwarded;
}
