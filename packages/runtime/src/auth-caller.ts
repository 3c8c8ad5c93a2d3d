import type { createAuthMiddleware } from "better-auth/api";
import { getSessionFromCtx } from "better-auth/api";

/** What a hook of better-auth is given. */
export type Asked = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Whose session comes with a request. A hook does not see the cookie that better-auth makes of a bearer token. */
export async function callerOf(ctx: Asked) {
  const token = /^Bearer +([^.%\s]+)/i.exec(ctx.headers?.get("authorization") ?? "")?.[1];
  const found = await (token === undefined
    ? getSessionFromCtx(ctx)
    : ctx.context.internalAdapter.findSession(token));
  return found?.user;
}
