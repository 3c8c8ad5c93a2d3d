import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { keptOf } from "./change.ts";
import type { Change, Kept } from "./change.ts";
import { auditRowsToInsert, insertAuditRows } from "./queries.ts";
import type { AuditSubject } from "./subjects.ts";

export { verbOf, type Change } from "./change.ts";
export type { AuditSubject } from "./subjects.ts";

/** One change of one thing, as those see it who ask later who did it. */
export type Audited = Change & {
  /** What was done, as `booking.cancelled`. */
  readonly action: string;
  /** Null for what belongs to a person or the platform. */
  readonly salon: { readonly businessId: number; readonly id: string } | null;
  readonly subject: { readonly type: AuditSubject; readonly id: string };
  /** What somebody said why. */
  readonly reason?: string;
};

type Request = Pick<Ctx, "actor" | "request">;

/**
 * Writes who changed what, in the transaction of the change: whole objects come in, of an update the fields that differ
 * are kept, and no personal or secret value.
 */
export async function audit(by: Request, tx: Tx, ...entries: Audited[]): Promise<void> {
  if (entries.length > 0) await insertAuditRows(tx, by, entries.map(rowOf));
}

/** The same as part of the statement that tells of it. */
export function auditAlong(by: Request, tx: Tx, entries: readonly Audited[]) {
  return auditRowsToInsert(tx, by, entries.map(rowOf));
}

function rowOf(entry: Audited): Audited & Kept {
  return { ...entry, ...keptOf(entry.subject.type, entry) };
}
