import type { Db, Tx } from "@salon/db";
import { files } from "@salon/db/schema";
import { and, asc, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { KEPT } from "../../retention.ts";

export async function findRemoved(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: files.id })
    .from(files)
    .where(isNotNull(files.removedAt))
    .orderBy(asc(files.removedAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

export async function deleteRows(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.delete(files).where(and(inArray(files.id, [...ids]), isNotNull(files.removedAt)));
}

/** Marks some as gone of those that nothing has shown for long; how many. */
export async function markUnused(tx: Tx, limit: number): Promise<number> {
  const unused = await tx
    .select({ id: files.id })
    .from(files)
    .where(
      and(
        isNull(files.attachedAt),
        isNull(files.removedAt),
        sql`${files.createdAt} < now() - ${KEPT.unusedFile}::interval`,
      ),
    )
    .limit(limit)
    .for("update", { skipLocked: true });
  if (unused.length === 0) return 0;
  const ids = unused.map(({ id }) => id);
  await tx
    .update(files)
    .set({ removedAt: sql`now()`, name: null })
    .where(inArray(files.id, ids));
  return ids.length;
}

/** Of these ids, the ones that a row has. */
export async function findKnown(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: files.id })
    .from(files)
    .where(inArray(files.id, [...ids]));
  return new Set(rows.map(({ id }) => id));
}
