import type { AuditEntry } from "@salon/contracts";
import type { AuditRow } from "./queries.ts";

export function presentAuditRow(row: AuditRow): AuditEntry {
  const { actorKind, actorId, actorName, impersonatorId } = row;
  return {
    id: row.publicId,
    occurredAt: row.occurredAt,
    actor: { kind: actorKind, id: actorId, name: actorName ?? row.userName ?? row.keyPrefix },
    impersonator: impersonatorId === null ? null : { id: impersonatorId, name: row.impersonatorName },
    action: row.action,
    salonId: row.salonId,
    subject: { type: row.subjectType, id: row.subjectId },
    before: row.before,
    after: row.after,
    reason: row.reason,
    requestId: row.requestId,
  };
}
