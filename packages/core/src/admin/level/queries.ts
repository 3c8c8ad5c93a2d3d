import type { AdminLevel } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { accounts, admins, users } from "@salon/db/schema";
import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { newId } from "../../ids.ts";

export type AdminRow = {
  readonly admin: typeof admins.$inferSelect;
  readonly person: { readonly name: string; readonly email: string };
};

/** In the order in which they became it, one more than asked for. */
export async function findAdmins(
  db: Db,
  limit: number,
  after: readonly string[] | undefined,
): Promise<AdminRow[]> {
  const [since = "", lastId = ""] = after ?? [];
  return selectAdmins(db)
    .where(after && sql`(${admins.createdAt}, ${admins.userId}) > (${since}::timestamptz, ${lastId}::uuid)`)
    .orderBy(asc(admins.createdAt), asc(admins.userId))
    .limit(limit + 1);
}

export async function findAdmin(db: Db, userId: string): Promise<AdminRow | undefined> {
  const [found] = await selectAdmins(db).where(eq(admins.userId, userId));
  return found;
}

/** An account whose address the operator vouches for; undefined where somebody was faster. */
export async function insertAccount(
  tx: Tx,
  { email, name }: { readonly email: string; readonly name: string },
): Promise<string | undefined> {
  const [user] = await tx
    .insert(users)
    .values({ id: newId(), email, name, emailVerified: true })
    .onConflictDoNothing()
    .returning({ id: users.id });
  return user?.id;
}

export async function isPasswordChosen(db: Db, userId: string): Promise<boolean> {
  const [chosen] = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.userId, userId), isNotNull(accounts.password)));
  return chosen !== undefined;
}

export async function saveLevel(tx: Tx, userId: string, level: AdminLevel): Promise<void> {
  await tx
    .insert(admins)
    .values({ userId, level })
    .onConflictDoUpdate({
      target: admins.userId,
      set: { level, version: sql`${admins.version} + 1`, updatedAt: sql`now()` },
    });
}

export async function deleteAdmin(tx: Tx, userId: string): Promise<void> {
  await tx.delete(admins).where(eq(admins.userId, userId));
}

function selectAdmins(db: Db) {
  return db
    .select({ admin: admins, person: { name: users.name, email: users.email } })
    .from(admins)
    .innerJoin(users, eq(users.id, admins.userId))
    .$dynamic();
}
