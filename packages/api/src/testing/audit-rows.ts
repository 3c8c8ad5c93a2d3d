import type { Actor } from "@salon/core";
import type { TestApi } from "./index.ts";

export type AuditRow = {
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly impersonatorId: string | null;
  readonly action: string;
  readonly businessId: number | null;
  readonly salonId: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly reason: string | null;
};

/** What the audit log holds of a request, in the order in which it was written. */
export async function auditRowsOf({ sql }: TestApi, requestId: string): Promise<AuditRow[]> {
  return sql<AuditRow[]>`
    select actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName",
      impersonator_id as "impersonatorId", action, business_id as "businessId", salon_id as "salonId",
      subject_type as "subjectType", subject_id as "subjectId", before, after, reason
    from audit_log where request_id = ${requestId} order by id`;
}

/** Who the log says it was. */
export function whoIs(
  actor: Actor,
): Pick<AuditRow, "actorKind" | "actorId" | "actorName" | "impersonatorId"> {
  const nobody = { actorKind: actor.kind, actorId: null, actorName: null, impersonatorId: null };
  if (actor.kind === "user")
    return { ...nobody, actorId: actor.userId, impersonatorId: actor.impersonatorId ?? null };
  if (actor.kind === "apiKey") return { ...nobody, actorId: actor.keyId };
  return actor.kind === "system" ? { ...nobody, actorName: actor.name } : nobody;
}
