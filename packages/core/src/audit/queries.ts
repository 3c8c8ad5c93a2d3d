import type { Tx } from "@salon/db";
import { auditLog } from "@salon/db/schema";
import { and, asc, inArray, lt, sql } from "drizzle-orm";
import type { Actor } from "../context.ts";
import { newId } from "../ids.ts";
import type { Kept } from "./change.ts";
import type { Audited } from "./index.ts";

type Row = Omit<Audited, keyof Kept> & Kept;
type Request = { readonly actor: Actor; readonly request: { readonly id: string } };

export async function insertAuditRows(tx: Tx, by: Request, rows: readonly Row[]): Promise<void> {
  await tx.insert(auditLog).values(valuesOf(by, rows));
}

/** The same as part of the statement that tells of it. */
export function auditRowsToInsert(tx: Tx, by: Request, rows: readonly Row[]) {
  return tx.$with("kept").as(tx.insert(auditLog).values(valuesOf(by, rows)).returning({ id: auditLog.id }));
}

/** Deletes those of the `limit` oldest rows that are older than that; how many. Their numbers ascend with time. */
export async function deleteAuditRows(tx: Tx, kept: string, limit: number): Promise<number> {
  const { id, occurredAt } = auditLog;
  const oldest = tx.select({ id }).from(auditLog).orderBy(asc(id)).limit(limit);
  const deleted = await tx
    .delete(auditLog)
    .where(and(inArray(id, oldest), lt(occurredAt, sql`now() - ${kept}::interval`)))
    .returning({ id });
  return deleted.length;
}

function valuesOf({ actor, request }: Request, rows: readonly Row[]) {
  return rows.map(({ action, salon, subject, before, after, reason = null }) => ({
    publicId: newId(),
    ...whoOf(actor),
    action,
    businessId: salon?.businessId ?? null,
    salonId: salon?.id ?? null,
    subjectType: subject.type,
    subjectId: subject.id,
    before,
    after,
    reason,
    requestId: request.id,
  }));
}

function whoOf(actor: Actor) {
  const nobody = { actorKind: actor.kind, actorId: null, actorName: null, impersonatorId: null };
  switch (actor.kind) {
    case "user":
      return { ...nobody, actorId: actor.userId, impersonatorId: actor.impersonatorId ?? null };
    case "apiKey":
      return { ...nobody, actorId: actor.keyId };
    case "system":
      return { ...nobody, actorName: actor.name };
    case "anonymous":
    case "bookingHolder":
      return nobody;
  }
}
