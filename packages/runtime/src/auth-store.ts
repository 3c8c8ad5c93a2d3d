import { beginOn, isShutOut } from "@salon/core";
import type { Db, Tx } from "@salon/db";
import { accounts, sessions, twoFactors, users, verifications } from "@salon/db/schema";
import type { BetterAuthOptions, DBAdapter, DBTransactionAdapter } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import { recordingChanges } from "./auth-record.ts";
import type { AskedWith } from "./auth-record.ts";
import { withHashedTokens } from "./auth-tokens.ts";

const TABLES = {
  provider: "pg" as const,
  transaction: true,
  schema: {
    user: users,
    account: accounts,
    session: sessions,
    verification: verifications,
    twoFactor: twoFactors,
  },
};
const RECORDED: ReadonlySet<string> = new Set(["user", "account", "twoFactor"]);

/** better-auth's tables: tokens as hashes, and each change of an account's security beside its row in the audit log. */
export function authStore(db: Db, askedWith: () => AskedWith) {
  const begin = beginOn(db);
  return (options: BetterAuthOptions): DBAdapter => {
    const rows = (writer: Db | Tx) => {
      const adapter = drizzleAdapter(writer, TABLES)(options);
      return { ...adapter, ...withHashedTokens(adapter, (userId) => expectAdmitted(writer, userId)) };
    };
    const recorded = (tx: Tx) => recordingChanges(rows(tx), tx, askedWith());
    const outside = rows(db);
    const store = (model: string, work: (store: DBTransactionAdapter) => Promise<unknown>) =>
      RECORDED.has(model) ? begin((tx) => work(recorded(tx))) : work(outside);
    return {
      ...outside,
      create: async (wish) => store(wish.model, (to) => to.create(wish)) as never,
      update: async (wish) => store(wish.model, (to) => to.update(wish)) as never,
      updateMany: async (wish) => store(wish.model, (to) => to.updateMany(wish)) as never,
      transaction: (work) => begin((tx) => work(recorded(tx))),
    };
  };
}

/** Whoever is banned is answered as with a wrong password. */
async function expectAdmitted(db: Db, userId: string): Promise<void> {
  if (await isShutOut(db, userId))
    throw new APIError("UNAUTHORIZED", { code: "INVALID_EMAIL_OR_PASSWORD", message: "Shut out" });
}
