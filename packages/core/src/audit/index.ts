import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { changeOf } from "./change.ts";
import { insertAuditRows } from "./queries.ts";
import type { AuditSubject } from "./subjects.ts";

export type { AuditSubject } from "./subjects.ts";

/** One change of one thing, for those who ask later who did it. */
export type Audited = {
  /** What was done, as `booking.cancelled`. */
  readonly action: string;
  readonly salon: { readonly businessId: number; readonly id: string } | null;
  readonly subject: { readonly type: AuditSubject; readonly id: string };
  /** The thing as it was and as it is; null: there was, or is, none. */
  readonly before: object | null;
  readonly after: object | null;
  /** What somebody said why. */
  readonly reason?: string;
};

/**
 * Writes who changed what, in the transaction of the change. Of an update only the fields that differ are kept; personal
 * and secret values are masked.
 */
export async function audit(
  ctx: Pick<Ctx, "actor" | "request">,
  tx: Tx,
  ...entries: Audited[]
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, ...changeOf(entry.subject.type, entry) }));
  await insertAuditRows(tx, ctx.actor, ctx.request.id, rows);
}
