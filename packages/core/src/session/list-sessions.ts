import type { Session } from "@salon/contracts";
import { signedIn } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { findSessions } from "./queries.ts";
import { hashSessionToken } from "./token.ts";

/** Without their tokens: who sees the list cannot become the other devices. Throws `unauthenticated` without a session. */
export async function listSessions(ctx: Ctx, currentToken: string): Promise<Session[]> {
  const current = hashSessionToken(currentToken);
  const sessions = await findSessions(ctx.db, signedIn(ctx.actor));
  return sessions.map(({ token, createdAt, expiresAt, ...session }) => ({
    ...session,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    current: token === current,
  }));
}
