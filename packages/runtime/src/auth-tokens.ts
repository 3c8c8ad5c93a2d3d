import { hashSessionToken } from "@salon/core";
import type { DBTransactionAdapter, Where } from "better-auth";

type Keyed = { readonly model: string; readonly where?: Where[] | undefined };

/**
 * Keeps a hash in place of each session's token, so that who reads the table can be nobody, and asks before a session is
 * made.
 */
export function withHashedTokens(
  rows: DBTransactionAdapter,
  expectAdmitted: (userId: string) => Promise<void>,
): DBTransactionAdapter {
  return {
    ...rows,
    async create(wish) {
      const token = tokenIn(wish.model, wish.data);
      if (token === undefined) return rows.create(wish);
      await expectAdmitted(String((wish.data as Record<string, unknown>)["userId"]));
      const row = await rows.create({ ...wish, data: { ...wish.data, token: hashSessionToken(token) } });
      return Object.assign(row as object, { token }) as never;
    },
    findOne: async (wish) => told(await rows.findOne(hashed(wish)), wish),
    findMany: (wish) => rows.findMany(hashed(wish)),
    update: async (wish) => told(await rows.update(hashed(wish)), wish),
    updateMany: (wish) => rows.updateMany(hashed(wish)),
    delete: (wish) => rows.delete(hashed(wish)),
    deleteMany: (wish) => rows.deleteMany(hashed(wish)),
  };
}

function tokenIn(model: string, data: Record<string, unknown>): string | undefined {
  return model === "session" && typeof data["token"] === "string" ? data["token"] : undefined;
}

function hashed<T extends Keyed>(wish: T): T {
  const { model, where } = wish;
  if (model !== "session" || !where?.some(isToken)) return wish;
  return {
    ...wish,
    where: where.map((condition) =>
      isToken(condition) ? { ...condition, value: hashSessionToken(String(condition.value)) } : condition,
    ),
  };
}

/** better-auth goes on with the token that it asked by. */
function told<T>(row: T | null, { model, where }: Keyed): T | null {
  const token = model === "session" ? where?.find(isToken)?.value : undefined;
  return row && token !== undefined ? Object.assign(row, { token }) : row;
}

function isToken({ field }: Where): boolean {
  return field === "token";
}
