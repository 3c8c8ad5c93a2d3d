import { randomBytes } from "node:crypto";
import type { Tx } from "@salon/db";
import type { Deps, SignedIn } from "../context.ts";
import { insertSession, prepareFindSession, prolongSession } from "./queries.ts";
import type { NewSession } from "./queries.ts";
import { hashSessionToken } from "./token.ts";

export { hashSessionToken } from "./token.ts";
export { endImpersonations, endSessionsOf, isShutOut } from "./queries.ts";

/** `prolong`: a session that is used lasts on, which is written once a day at most. */
export type FindSession = (
  token: string,
  options?: { readonly prolong?: boolean },
) => Promise<SignedIn | undefined>;

/**
 * Finds whose session a token is; `undefined` for one that is unknown, expired or ended, of somebody banned or erased, or of an
 * admin who acts as another and may no longer. With `adminTwoFactor` an admin's level counts with two-factor only.
 */
export function sessionFinder(
  { db, begin }: Pick<Deps, "db" | "begin">,
  { adminTwoFactor }: { readonly adminTwoFactor: boolean },
): FindSession {
  const find = prepareFindSession(db, adminTwoFactor);
  return async (given, { prolong = false } = {}) => {
    const token = hashSessionToken(given);
    const [session] = await find.execute({ token });
    if (!session) return undefined;
    if (prolong && session.isAging) await begin((tx) => prolongSession(tx, token));
    const { userId, emailVerified, sessionId, signedInAt, admin, impersonatorId } = session;
    return {
      kind: "user",
      userId,
      emailVerified,
      sessionId,
      signedInAt,
      ...(admin && { admin }),
      ...(impersonatorId !== null && { impersonatorId }),
    };
  };
}

/** A session in which an admin acts as somebody else; its token is told once. */
export async function openImpersonation(
  tx: Tx,
  session: Omit<NewSession, "token">,
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const token = randomBytes(24).toString("base64url");
  return { token, ...(await insertSession(tx, { ...session, token: hashSessionToken(token) })) };
}
