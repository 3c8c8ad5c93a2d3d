import type { Db, Tx } from "@salon/db";
import { devices, sessions, users } from "@salon/db/schema";
import { and, asc, desc, eq, getColumns, gt, inArray, isNull, notInArray, sql } from "drizzle-orm";

const { token: _, tokenHash: __, ...shown } = getColumns(devices);
export type DeviceRow = Omit<typeof devices.$inferSelect, "token" | "tokenHash">;

/** Holds a person and one of their sessions; false where that has ended. Two devices of one person come one after the other. */
export async function lockSession(tx: Tx, userId: string, sessionId: string): Promise<boolean> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
  const [found] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
    .for("key share");
  return found !== undefined;
}

/** Whose a token is so far. */
export async function lockByToken(tx: Tx, tokenHash: Uint8Array): Promise<DeviceRow | undefined> {
  const [found] = await tx.select(shown).from(devices).where(eq(devices.tokenHash, tokenHash)).for("update");
  return found;
}

/** A device of the same token is the same one; it becomes another where it comes to another account. */
export async function saveDevice(tx: Tx, values: typeof devices.$inferInsert): Promise<DeviceRow> {
  const isTheirs = sql`${devices.userId} = excluded.user_id`;
  const [saved] = await tx
    .insert(devices)
    .values({ ...values, seenAt: sql`clock_timestamp()` })
    .onConflictDoUpdate({
      target: devices.tokenHash,
      set: {
        id: sql`case when ${isTheirs} then ${devices.id} else excluded.id end`,
        createdAt: sql`case when ${isTheirs} then ${devices.createdAt} else excluded.created_at end`,
        userId: sql`excluded.user_id`,
        sessionId: sql`excluded.session_id`,
        platform: sql`excluded.platform`,
        name: sql`excluded.name`,
        locale: sql`excluded.locale`,
        token: sql`excluded.token`,
        seenAt: sql`excluded.seen_at`,
      },
    })
    .returning(shown);
  if (!saved) throw new Error("INSERT … RETURNING gave no row");
  return saved;
}

/** Lets go of all but those that were registered last; which they were. */
export async function deleteOldest(tx: Tx, userId: string, most: number): Promise<DeviceRow[]> {
  const kept = tx
    .select({ id: devices.id })
    .from(devices)
    .where(eq(devices.userId, userId))
    .orderBy(desc(devices.seenAt), desc(devices.id))
    .limit(most);
  return tx
    .delete(devices)
    .where(and(eq(devices.userId, userId), notInArray(devices.id, kept)))
    .returning(shown);
}

/** Those of sessions that have not run out, the last registered first. */
export async function findDevices(db: Db, userId: string): Promise<DeviceRow[]> {
  return db
    .select(shown)
    .from(devices)
    .innerJoin(sessions, and(eq(sessions.id, devices.sessionId), gt(sessions.expiresAt, sql`now()`)))
    .where(eq(devices.userId, userId))
    .orderBy(desc(devices.seenAt), desc(devices.id));
}

/** With an account, only one of its own. */
export async function deleteDevice(tx: Tx, id: string, userId?: string): Promise<DeviceRow | undefined> {
  const [deleted] = await tx
    .delete(devices)
    .where(and(eq(devices.id, id), userId === undefined ? undefined : eq(devices.userId, userId)))
    .returning(shown);
  return deleted;
}

/** Where these people are reached by now: nobody who is banned or erased, and nowhere where the session has run out. */
export async function findReached(db: Db, userIds: readonly string[]) {
  return db
    .select(getColumns(devices))
    .from(devices)
    .innerJoin(sessions, and(eq(sessions.id, devices.sessionId), gt(sessions.expiresAt, sql`now()`)))
    .innerJoin(users, and(eq(users.id, devices.userId), isNull(users.bannedAt), isNull(users.erasedAt)))
    .where(inArray(devices.userId, [...userIds]))
    .orderBy(asc(devices.id));
}

/** Of these people, those who have a device. */
export async function findUsersReached(db: Db, userIds: readonly string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await db
    .selectDistinct({ userId: devices.userId })
    .from(devices)
    .where(inArray(devices.userId, [...userIds]));
  return new Set(rows.map(({ userId }) => userId));
}
