import type { Tx } from "@salon/db";
import { auditLog } from "@salon/db/schema";
import type { Actor } from "../context.ts";
import { newId } from "../ids.ts";
import type { Audited } from "./index.ts";

type Row = Omit<Audited, "before" | "after"> & {
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
};

export async function insertAuditRows(
  tx: Tx,
  actor: Actor,
  requestId: string,
  rows: readonly Row[],
): Promise<void> {
  await tx.insert(auditLog).values(
    rows.map(({ action, salon, subject, before, after, reason = null }) => ({
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
      requestId,
    })),
  );
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
