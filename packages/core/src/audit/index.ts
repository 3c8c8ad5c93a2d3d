import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { keptOf } from "./change.ts";
import type { Change } from "./change.ts";
import { insertAuditRows } from "./queries.ts";
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

/**
 * Writes who changed what, in the transaction of the change: whole objects come in, of an update the fields that differ
 * are kept, and no personal or secret value.
 */
export async function audit(
  { actor, request }: Pick<Ctx, "actor" | "request">,
  tx: Tx,
  ...entries: Audited[]
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, ...keptOf(entry.subject.type, entry) }));
  await insertAuditRows(tx, actor, request.id, rows);
}
