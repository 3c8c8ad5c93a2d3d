import type { Db, Tx } from "@salon/db";
import { admins, sessions, users, verifications } from "@salon/db/schema";
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";

/** One lookup by a unique index, prepared: it precedes every signed-in request. */
export function prepareFindSession(db: Db) {
  return db
    .select({
      userId: users.id,
      emailVerified: users.emailVerified,
      admin: admins.level,
      impersonatorId: sessions.impersonatorId,
    })
    .from(sessions)
    .innerJoin(users, and(eq(users.id, sessions.userId), isNull(users.bannedAt)))
    .leftJoin(admins, eq(admins.userId, users.id))
    .where(and(eq(sessions.token, sql.placeholder("token")), gt(sessions.expiresAt, sql`now()`)))
    .prepare("find_session");
}

export async function deleteExpired(tx: Tx): Promise<void> {
  await tx.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
  await tx.delete(verifications).where(lt(verifications.expiresAt, sql`now()`));
}
