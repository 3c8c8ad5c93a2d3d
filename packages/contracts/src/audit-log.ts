import { z } from "zod";
import { Id } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { line } from "./text.ts";
import { Instant, PlannedInstant } from "./time.ts";

export const ListAuditLog = z.strictObject({
  salonId: Id.optional(),
  /** The account or the API key that acted. */
  actorId: Id.optional(),
  /** The admin who acted as somebody. */
  impersonatorId: Id.optional(),
  subjectId: Id.optional(),
  action: line(60).optional(),
  from: PlannedInstant.optional(),
  to: PlannedInstant.optional(),
  ...pageQuery,
});
export type ListAuditLog = z.infer<typeof ListAuditLog>;

const Told = z.record(z.string(), z.unknown()).nullable();

export const AuditEntry = z
  .object({
    id: Id,
    occurredAt: Instant,
    /** An account is named, an API key by its first characters, the platform's own work by what it was. */
    actor: z.object({ kind: z.string(), id: Id.nullable(), name: z.string().nullable() }),
    /** The admin who acted as the account. */
    impersonator: z.object({ id: Id, name: z.string().nullable() }).nullable(),
    action: z.string(),
    salonId: Id.nullable(),
    subject: z.object({ type: z.string(), id: Id }),
    /** Of an update the fields that changed; personal and secret values are masked. */
    before: Told,
    after: Told,
    reason: z.string().nullable(),
    requestId: z.string().nullable(),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof AuditEntry>;
export const AuditPage = pageOf(AuditEntry).meta({ id: "AuditPage" });
