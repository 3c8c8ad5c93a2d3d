import type { Db, Tx } from "@salon/db";
import { files } from "@salon/db/schema";
import type { StoredVariant } from "@salon/db/schema";
import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { FileRow } from "../queries.ts";

/** Longer than a picture takes; what a killed worker had claimed is another's then. */
const CLAIM = "50 seconds";

export async function isAnyDue(db: Db): Promise<boolean> {
  const [due] = await db.select({ id: files.id }).from(files).where(isDue()).limit(1);
  return due !== undefined;
}

/** The newest: what was sent before there was AVIF waits for what is sent now. */
export async function claimDue(tx: Tx): Promise<FileRow | undefined> {
  const [due] = await tx
    .select()
    .from(files)
    .where(isDue())
    .orderBy(desc(files.avifDueAt))
    .limit(1)
    .for("no key update", { skipLocked: true });
  if (!due) return undefined;
  await tx
    .update(files)
    .set({ avifDueAt: sql`now() + ${CLAIM}::interval` })
    .where(eq(files.id, due.id));
  return due;
}

/** Whether the file is still there. */
export async function saveVariants(tx: Tx, id: string, variants: readonly StoredVariant[]): Promise<boolean> {
  const saved = await tx
    .update(files)
    .set({ variants, avifDueAt: null })
    .where(and(eq(files.id, id), isNull(files.removedAt)))
    .returning({ id: files.id });
  return saved.length > 0;
}

/** As the index has it. */
function isDue() {
  return and(
    sql`${files.contentType} = 'image/webp'`,
    isNotNull(files.readyAt),
    isNull(files.removedAt),
    sql`${files.avifDueAt} <= now()`,
  );
}
