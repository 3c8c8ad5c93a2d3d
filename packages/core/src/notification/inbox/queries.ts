import type { Db, Tx } from "@salon/db";
import { notifications, salons } from "@salon/db/schema";
import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Place } from "../../event/index.ts";

const { shownIn, number, userId, readAt } = notifications;

export type ShownRow = Awaited<ReturnType<typeof findAfter>>[number];

/** Newest first, one more than asked for. */
export async function findShown(
  db: Db,
  ofUser: string,
  { unread, limit }: { readonly unread: boolean; readonly limit: number },
  before: Place | undefined,
): Promise<ShownRow[]> {
  return shown(
    db,
    and(
      eq(userId, ofUser),
      isNotNull(shownIn),
      unread ? isNull(readAt) : undefined,
      before && isBefore(before),
    ),
  )
    .orderBy(desc(shownIn), desc(number))
    .limit(limit + 1);
}

/** Behind a place, one more than asked for; what a transaction that still runs may come before is left. */
export async function findAfter(db: Db, ofUser: string, after: Place, limit: number) {
  return shown(
    db,
    and(eq(userId, ofUser), sql`${shownIn} < pg_snapshot_xmin(pg_current_snapshot())`, isBehind(after)),
  )
    .orderBy(asc(shownIn), asc(number))
    .limit(limit + 1);
}

export async function isMoreAfter(db: Db, ofUser: string, place: Place): Promise<boolean> {
  return (await shown(db, and(eq(userId, ofUser), isBehind(place))).limit(1)).length > 0;
}

/** Marks one, or all, as read; the ids of those that were not. */
export async function markRead(tx: Tx, ofUser: string, notificationId?: string): Promise<string[]> {
  const marked = await tx
    .update(notifications)
    .set({ readAt: sql`now()` })
    .where(
      and(
        eq(userId, ofUser),
        isNotNull(shownIn),
        isNull(readAt),
        notificationId === undefined ? undefined : eq(notifications.id, notificationId),
      ),
    )
    .returning({ id: notifications.id });
  return marked.map(({ id }) => id);
}

export async function findOne(db: Db, ofUser: string, notificationId: string): Promise<ShownRow | undefined> {
  const [found] = await shown(
    db,
    and(eq(userId, ofUser), isNotNull(shownIn), eq(notifications.id, notificationId)),
  );
  return found;
}

function shown(db: Db, where: SQL | undefined) {
  return db
    .select({
      notification: notifications,
      salon: { name: salons.name, locale: salons.locale, timeZone: salons.timeZone },
      transactionId: sql<string>`${shownIn}`,
      id: number,
    })
    .from(notifications)
    .innerJoin(
      salons,
      and(eq(salons.businessId, notifications.businessId), eq(salons.id, notifications.salonId)),
    )
    .where(where);
}

function isBehind({ transactionId, id }: Place) {
  return sql`(${shownIn}, ${number}) > (${String(transactionId)}::xid8, ${String(id)}::bigint)`;
}

function isBefore({ transactionId, id }: Place) {
  return sql`(${shownIn}, ${number}) < (${String(transactionId)}::xid8, ${String(id)}::bigint)`;
}
