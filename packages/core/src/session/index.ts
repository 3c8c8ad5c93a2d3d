import type { Db } from "@salon/db";
import type { SignedIn } from "../context.ts";
import { prepareFindSession } from "./queries.ts";

/** Finds whose session a token is; `undefined` for one that is unknown, expired or ended, or of somebody banned. */
export function sessionFinder(db: Db): (token: string) => Promise<SignedIn | undefined> {
  const find = prepareFindSession(db);
  return async (token) => {
    const [session] = await find.execute({ token });
    if (!session) return undefined;
    const { userId, emailVerified, admin, impersonatorId } = session;
    return {
      kind: "user",
      userId,
      emailVerified,
      ...(admin && { admin }),
      ...(impersonatorId !== null && { impersonatorId }),
    };
  };
}
