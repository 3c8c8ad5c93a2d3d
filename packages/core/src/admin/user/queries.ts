import type { AdminLevel } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { admins, auditLog, sessions, users } from "@salon/db/schema";
import { and, count, desc, eq, gt, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { isId } from "../../ids.ts";

export type AccountRow = {
  readonly user: typeof users.$inferSelect;
  readonly level: AdminLevel | null;
};

export async function findAccount(db: Db, userId: string): Promise<AccountRow | undefined> {
  const [found] = await selectAccounts(db).where(eq(users.id, userId));
  return found;
}

export async function findAccountByEmail(db: Db, email: string): Promise<AccountRow | undefined> {
  const [found] = await selectAccounts(db).where(eq(users.email, email));
  return found;
}

/** Holds the account's row: whoever bans it, acts as it or makes it an admin comes after whoever else does. */
export async function lockAccount(tx: Tx, userId: string): Promise<AccountRow | undefined> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
  return findAccount(tx, userId);
}

type Asked = { readonly query?: string | undefined; readonly banned?: boolean | undefined };

/** Newest first, one more than asked for. */
export async function findAccounts(
  db: Db,
  { query, banned }: Asked,
  limit: number,
  [before]: readonly string[] = [],
): Promise<AccountRow[]> {
  return selectAccounts(db)
    .where(
      and(
        query === undefined ? undefined : isOrHas(query),
        banned === undefined ? undefined : banned ? isNotNull(users.bannedAt) : isNull(users.bannedAt),
        before === undefined ? undefined : lt(users.id, before),
      ),
    )
    .orderBy(desc(users.id))
    .limit(limit + 1);
}

/** Where the person is signed in now, whoever acts as them left out. */
export async function countSessions(db: Db, userId: string): Promise<number> {
  const [found] = await db
    .select({ sessions: count() })
    .from(sessions)
    .where(
      and(eq(sessions.userId, userId), isNull(sessions.impersonatorId), gt(sessions.expiresAt, sql`now()`)),
    );
  return found?.sessions ?? 0;
}

/** When an admin began to act as somebody, and until when: the session itself may have ended since. */
export async function findImpersonation(
  db: Db,
  userId: string,
  sessionId: string,
): Promise<{ from: Date; until: Date } | undefined> {
  const { occurredAt, after } = auditLog;
  const [found] = await db
    .select({ from: occurredAt, until: sql<string>`${after} ->> 'expiresAt'` })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.subjectId, userId),
        eq(auditLog.action, "user.impersonated"),
        sql`${after} ->> 'sessionId' = ${sessionId}`,
      ),
    );
  return found && { from: found.from, until: new Date(found.until) };
}

/** Whether the person in whose name a session was opened has been told so. */
export async function isTold(db: Db, sessionId: string): Promise<boolean> {
  const isNote = and(eq(auditLog.subjectId, sessionId), eq(auditLog.action, "session.told"));
  return (await db.select({ id: auditLog.id }).from(auditLog).where(isNote).limit(1)).length > 0;
}

export async function saveBan(tx: Tx, { user }: AccountRow, banned: boolean): Promise<AccountRow["user"]> {
  const [saved] = await tx
    .update(users)
    .set({
      bannedAt: banned ? sql`now()` : null,
      version: user.version + 1,
      updatedAt: sql`now()`,
    })
    .where(eq(users.id, user.id))
    .returning();
  if (!saved) throw new Error("UPDATE … RETURNING gave no row");
  return saved;
}

function isOrHas(query: string): SQL | undefined {
  const words = query.toLowerCase();
  return or(
    isId(query) ? eq(users.id, query) : undefined,
    sql`strpos(${users.email}, ${words}) > 0`,
    sql`strpos(lower(${users.name}), ${words}) > 0`,
  );
}

function selectAccounts(db: Db) {
  return db
    .select({ user: users, level: admins.level })
    .from(users)
    .leftJoin(admins, eq(admins.userId, users.id))
    .$dynamic();
}
