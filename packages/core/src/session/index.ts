import type { Db } from "@salon/db";
import type { Actor } from "../context.ts";
import { prepareFindSession } from "./queries.ts";

type SignedIn = Extract<Actor, { kind: "user" }>;

/** Finds whose session a token is; `undefined` for one that is unknown, expired or ended. */
export function sessionFinder(db: Db): (token: string) => Promise<SignedIn | undefined> {
  const find = prepareFindSession(db);
  return async (token) => {
    const [session] = await find.execute({ token });
    return session && { kind: "user", ...session };
  };
}
