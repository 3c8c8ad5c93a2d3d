import type { ListDeliveries } from "@salon/contracts";
import type { Db } from "@salon/db";
import { notificationDeliveries, notifications } from "@salon/db/schema";
import { and, desc, eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { SalonRow } from "../../salon/index.ts";

export type LoggedRow = Awaited<ReturnType<typeof findDeliveries>>[number];

/** Newest first, one more than asked for. */
export async function findDeliveries(
  db: Db,
  salon: Pick<SalonRow, "businessId" | "id">,
  { bookingId, state, limit }: Pick<ListDeliveries, "bookingId" | "state" | "limit">,
  after: readonly string[] | undefined,
) {
  const [instant = "", lastId = ""] = after ?? [];
  const key = sql`(${notifications.createdAt}, ${notificationDeliveries.id})`;
  return db
    .select({ notification: notifications, delivery: notificationDeliveries })
    .from(notifications)
    .innerJoin(
      notificationDeliveries,
      and(
        eq(notificationDeliveries.businessId, notifications.businessId),
        eq(notificationDeliveries.notificationId, notifications.id),
      ),
    )
    .where(
      and(
        eq(notifications.businessId, salon.businessId),
        eq(notifications.salonId, salon.id),
        bookingId === undefined ? undefined : eq(notifications.subjectId, bookingId),
        state && eq(notificationDeliveries.state, state),
        after && sql`${key} < (${instant}::timestamptz, ${lastId}::uuid)`,
      ),
    )
    .orderBy(desc(notifications.createdAt), desc(notificationDeliveries.id))
    .limit(limit + 1);
}

/** How many messages of any salon are past their time, and how many failed within a day. */
export async function countTroubles(db: Db): Promise<{ overdue: number; failed: number }> {
  const { state, nextAttemptAt } = notificationDeliveries;
  const count = (which: SQL) => db.$count(notificationDeliveries, which);
  const [overdue, failed] = await Promise.all([
    count(sql`${state} in ('waiting', 'sending') and ${nextAttemptAt} < now() - interval '1 minute'`),
    count(sql`${state} = 'failed' and ${nextAttemptAt} > now() - interval '1 day'`),
  ]);
  return { overdue, failed };
}
