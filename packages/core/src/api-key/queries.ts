import type { Db, Tx } from "@salon/db";
import { apiKeys } from "@salon/db/schema";
import { and, asc, count, eq, gt, inArray, isNull, not, or, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { SalonRow } from "../salon/index.ts";

export type ApiKeyRow = typeof apiKeys.$inferSelect;
type Salon = Pick<SalonRow, "businessId" | "id">;
type Key = Pick<ApiKeyRow, "businessId" | "id">;

/** Whether the hour that runs is noted as one in which the key was used. */
const isUseRecorded = sql<boolean>`coalesce(${apiKeys.lastUsedAt} >= date_trunc('hour', now()), false)`;

/** One lookup by a unique index, prepared: it precedes every request with a key. */
export function prepareFindLiveKey(db: Db) {
  return db
    .select({
      businessId: apiKeys.businessId,
      id: apiKeys.id,
      salonId: apiKeys.salonId,
      scopes: apiKeys.scopes,
      isUseRecorded,
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, sql.placeholder("hash")), isLive()))
    .prepare("find_live_key");
}

/** Once an hour and key, whoever comes first: nobody waits for the row. */
export async function recordUse(tx: Tx, { businessId, id }: Key): Promise<void> {
  const free = tx
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(eq(apiKeys.businessId, businessId), eq(apiKeys.id, id), not(isUseRecorded)))
    .for("no key update", { skipLocked: true });
  await tx
    .update(apiKeys)
    .set({ lastUsedAt: sql`date_trunc('hour', now())` })
    .where(and(eq(apiKeys.businessId, businessId), eq(apiKeys.id, sql`(${free})`)));
}

/** In the order in which they were made, one more than asked for. */
export async function findKeys(
  db: Db,
  salon: Salon,
  limit: number,
  after: readonly string[] | undefined,
): Promise<ApiKeyRow[]> {
  const { createdAt, id } = apiKeys;
  const [madeAt = "", lastId = ""] = after ?? [];
  return db
    .select()
    .from(apiKeys)
    .where(and(isOf(salon), after && sql`(${createdAt}, ${id}) > (${madeAt}::timestamptz, ${lastId}::uuid)`))
    .orderBy(asc(createdAt), asc(id))
    .limit(limit + 1);
}

export async function findKeysById(db: Db, salon: Salon, ids: readonly string[]): Promise<ApiKeyRow[]> {
  return db
    .select()
    .from(apiKeys)
    .where(and(isOf(salon), inArray(apiKeys.id, [...ids])));
}

export async function isLiveNow(db: Db, { businessId, id }: Key): Promise<boolean> {
  const live = await db
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(eq(apiKeys.businessId, businessId), eq(apiKeys.id, id), isLive()));
  return live.length > 0;
}

/** Whether another key that works came in its place. */
export async function isReplaced(db: Db, { businessId, id }: Key): Promise<boolean> {
  const successors = await db
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(eq(apiKeys.businessId, businessId), eq(apiKeys.replaces, id), isLive()));
  return successors.length > 0;
}

export async function countLive(db: Db, salon: Salon): Promise<number> {
  const [row] = await db
    .select({ live: count() })
    .from(apiKeys)
    .where(and(isOf(salon), isLive()));
  return row?.live ?? 0;
}

export async function insertKey(tx: Tx, values: typeof apiKeys.$inferInsert): Promise<ApiKeyRow> {
  const [inserted] = await tx.insert(apiKeys).values(values).returning();
  if (!inserted) throw new Error("INSERT … RETURNING gave no row");
  return inserted;
}

/** Saves a change as the next version. */
export async function saveKey(
  tx: Tx,
  { businessId, id, version }: ApiKeyRow,
  changes: PgUpdateSetSource<typeof apiKeys>,
): Promise<ApiKeyRow> {
  const [saved] = await tx
    .update(apiKeys)
    .set({ ...changes, version: version + 1, updatedAt: sql`statement_timestamp()` })
    .where(and(eq(apiKeys.businessId, businessId), eq(apiKeys.id, id)))
    .returning();
  if (!saved) throw new Error("UPDATE … RETURNING gave no row");
  return saved;
}

/** Ends a key at once. */
export async function revokeKey(tx: Tx, key: ApiKeyRow): Promise<ApiKeyRow> {
  return saveKey(tx, key, { revokedAt: sql`statement_timestamp()` });
}

/** Ends a key in some minutes, unless it ends sooner. */
export async function expireIn(tx: Tx, key: ApiKeyRow, minutes: number): Promise<ApiKeyRow> {
  const end = sql`least(${apiKeys.expiresAt}, statement_timestamp() + make_interval(mins => ${minutes}))`;
  return saveKey(tx, key, { expiresAt: end });
}

function isOf({ businessId, id }: Salon) {
  return and(eq(apiKeys.businessId, businessId), eq(apiKeys.salonId, id));
}

function isLive() {
  return and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`now()`)));
}
