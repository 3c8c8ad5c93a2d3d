import type { Db, Tx } from "@salon/db";
import { admins, sessions, users, verifications } from "@salon/db/schema";
import { and, desc, eq, exists, gt, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { newId } from "../ids.ts";

/** How long a session lasts from its last use: a month, or a day or less for one that is not remembered. */
const LASTS = sql`${sessions.expiresAt} - ${sessions.updatedAt}`;

const impersonators = alias(users, "impersonators");

/**
 * One lookup by a unique index, prepared: it precedes every signed-in request. Who acts as another must still be allowed
 * to, and has none of an admin's rights meanwhile.
 */
export function prepareFindSession(db: Db, adminTwoFactor: boolean) {
  const mayStillImpersonate = db
    .select({ one: sql`1` })
    .from(admins)
    .innerJoin(impersonators, and(eq(impersonators.id, admins.userId), isNull(impersonators.bannedAt)))
    .where(
      and(
        eq(admins.userId, sessions.impersonatorId),
        eq(admins.level, "superadmin"),
        adminTwoFactor ? impersonators.twoFactorEnabled : undefined,
      ),
    );
  return db
    .select({
      userId: users.id,
      emailVerified: users.emailVerified,
      sessionId: sessions.id,
      admin: admins.level,
      impersonatorId: sessions.impersonatorId,
      signedInAt: sessions.createdAt,
      isAging: sql<boolean>`${LASTS} > interval '2 days' and ${sessions.updatedAt} < now() - interval '1 day'`,
    })
    .from(sessions)
    .innerJoin(users, and(eq(users.id, sessions.userId), isNull(users.bannedAt), isNull(users.erasedAt)))
    .leftJoin(
      admins,
      and(
        eq(admins.userId, users.id),
        isNull(sessions.impersonatorId),
        adminTwoFactor ? users.twoFactorEnabled : undefined,
      ),
    )
    .where(
      and(
        eq(sessions.token, sql.placeholder("token")),
        gt(sessions.expiresAt, sql`now()`),
        or(isNull(sessions.impersonatorId), exists(mayStillImpersonate)),
      ),
    )
    .prepare("find_session");
}

export type NewSession = {
  readonly userId: string;
  readonly token: string;
  readonly minutes: number;
  readonly impersonatorId: string;
};

/** When it ends, by the database's clock. */
export async function insertSession(
  tx: Tx,
  { userId, token, minutes, impersonatorId }: NewSession,
): Promise<{ id: string; expiresAt: Date }> {
  const [session] = await tx
    .insert(sessions)
    .values({
      id: newId(),
      userId,
      token,
      impersonatorId,
      expiresAt: sql`now() + make_interval(mins => ${minutes})`,
    })
    .returning({ id: sessions.id, expiresAt: sessions.expiresAt });
  if (!session) throw new Error("INSERT … RETURNING gave no row");
  return session;
}

/** Those in which the person acts, as themselves or as somebody else, and those of admins who act as them. */
export async function endSessionsOf(tx: Tx, userId: string): Promise<void> {
  await tx.delete(sessions).where(or(eq(sessions.userId, userId), eq(sessions.impersonatorId, userId)));
}

/** Those in which the person acts as somebody else, or an admin as the person. */
export async function endImpersonations(tx: Tx, userId: string): Promise<void> {
  await tx
    .delete(sessions)
    .where(
      or(
        eq(sessions.impersonatorId, userId),
        and(eq(sessions.userId, userId), isNotNull(sessions.impersonatorId)),
      ),
    );
}

export async function prolongSession(tx: Tx, token: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ expiresAt: sql`now() + (${LASTS})`, updatedAt: sql`now()` })
    .where(eq(sessions.token, token));
}

/** Whether the person is banned, or asked to be forgotten. */
export async function isShutOut(db: Db, userId: string): Promise<boolean> {
  const [person] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), or(isNotNull(users.bannedAt), isNotNull(users.erasedAt))));
  return person !== undefined;
}

export async function findSessions(db: Db, userId: string) {
  const { id, token, createdAt, expiresAt, ipAddress, userAgent } = sessions;
  return db
    .select({
      id,
      token,
      createdAt,
      expiresAt,
      ipAddress: sql<string | null>`nullif(${ipAddress}, '')`,
      userAgent: sql<string | null>`nullif(${userAgent}, '')`,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(expiresAt, sql`now()`)))
    .orderBy(desc(createdAt), desc(id));
}

/** Whether there was one of theirs. */
export async function deleteSession(tx: Tx, userId: string, id: string): Promise<boolean> {
  const deleted = await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.id, id)))
    .returning({ id: sessions.id });
  return deleted.length > 0;
}

/** The ids of those that were. */
export async function deleteOtherSessions(tx: Tx, userId: string, token: string): Promise<string[]> {
  const deleted = await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), ne(sessions.token, token)))
    .returning({ id: sessions.id });
  return deleted.map(({ id }) => id);
}

export async function deleteExpired(tx: Tx): Promise<void> {
  await tx.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
  await tx.delete(verifications).where(lt(verifications.expiresAt, sql`now()`));
}
