import type { Db } from "@salon/db";
import { apiKeys, auditLog, salons, users } from "@salon/db/schema";
import { and, desc, eq, getColumns, gte, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ListAuditLog } from "@salon/contracts";

const impersonators = alias(users, "impersonators");

export type AuditRow = Awaited<ReturnType<typeof findAuditRows>>[number];

/** Newest first, one more than asked for. */
export async function findAuditRows(
  db: Db,
  { salonId, actorId, impersonatorId, subjectId, action, from, to, limit }: ListAuditLog,
  [before]: readonly string[] = [],
) {
  return db
    .select({
      ...getColumns(auditLog),
      userName: users.name,
      keyPrefix: apiKeys.prefix,
      impersonatorName: impersonators.name,
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .leftJoin(apiKeys, and(eq(apiKeys.businessId, auditLog.businessId), eq(apiKeys.id, auditLog.actorId)))
    .leftJoin(impersonators, eq(impersonators.id, auditLog.impersonatorId))
    .where(
      and(
        salonId === undefined ? undefined : isOfSalon(salonId),
        actorId === undefined ? undefined : eq(auditLog.actorId, actorId),
        impersonatorId === undefined ? undefined : eq(auditLog.impersonatorId, impersonatorId),
        subjectId === undefined ? undefined : eq(auditLog.subjectId, subjectId),
        action === undefined ? undefined : eq(auditLog.action, action),
        from && and(gte(auditLog.occurredAt, from), sql`${auditLog.id} >= ${firstSince(from)}`),
        to && and(lt(auditLog.occurredAt, to), sql`${auditLog.id} <= ${lastBefore(to)}`),
        before === undefined ? undefined : lt(auditLog.id, BigInt(before)),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit + 1);
}

/**
 * Numbers ascend with time, which the planner does not know: it would read on from the newest. Those of the same moment
 * may stand in another order.
 */
function firstSince(from: Date) {
  return sql`(select a.id from audit_log a where a.occurred_at >= ${from.toISOString()}::timestamptz - interval '1 minute'
    order by a.occurred_at limit 1)`;
}

function lastBefore(to: Date) {
  return sql`(select a.id from audit_log a where a.occurred_at < ${to.toISOString()}::timestamptz + interval '1 minute'
    order by a.occurred_at desc limit 1)`;
}

/** By the index of a salon's own rows, which begins with its business. */
function isOfSalon(salonId: string) {
  return and(
    sql`${auditLog.businessId} = (select s.business_id from ${salons} s where s.id = ${salonId})`,
    eq(auditLog.salonId, salonId),
  );
}
