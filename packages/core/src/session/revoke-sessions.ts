import { signedIn } from "../access/index.ts";
import { audit } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { deleteOtherSessions, deleteSession } from "./queries.ts";
import { hashSessionToken } from "./token.ts";

/** Ends one of one's sessions at once. Throws `not_found` for one that is not the caller's. */
export async function revokeSession(ctx: Ctx, id: string): Promise<void> {
  const userId = signedIn(ctx.actor);
  await ctx.transact(async (tx) => {
    const ended = await deleteSession(tx, userId, id);
    if (!ended) throw notFound("session");
    await audit(ctx, tx, revoked(id));
  });
}

/** Ends every session but the one that asks. */
export async function revokeOtherSessions(ctx: Ctx, currentToken: string): Promise<void> {
  const userId = signedIn(ctx.actor);
  await ctx.transact(async (tx) => {
    const ended = await deleteOtherSessions(tx, userId, hashSessionToken(currentToken));
    await audit(ctx, tx, ...ended.map(revoked));
  });
}

function revoked(id: string) {
  const subject = { type: "session", id } as const;
  return { action: "session.revoked", salon: null, subject, before: { id }, after: null };
}
