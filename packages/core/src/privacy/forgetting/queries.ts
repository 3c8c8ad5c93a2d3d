import { keysOf } from "@salon/db";
import type { Tx } from "@salon/db";
import {
  apiKeys,
  bookingItems,
  bookingPriceLines,
  bookings,
  bookingSeries,
  invitations,
  notifications,
  payments,
  reviewReports,
  waitlistEntries,
  webhookDeliveries,
} from "@salon/db/schema";
import { and, sql } from "drizzle-orm";
import { KEPT } from "../../retention.ts";

/** Deletes some keys of those that ended long ago; how many. What came in their place goes on without naming them. */
export async function deleteEndedKeys(tx: Tx, limit: number): Promise<number> {
  const end = sql`least(${apiKeys.revokedAt}, ${apiKeys.expiresAt})`;
  const ended = await tx
    .select({ businessId: apiKeys.businessId, id: apiKeys.id })
    .from(apiKeys)
    .where(sql`${end} < now() - ${KEPT.apiKey}::interval`)
    .orderBy(end)
    .limit(limit)
    .for("update", { skipLocked: true });
  if (ended.length === 0) return 0;
  const rows = keysOf(ended);
  await tx
    .update(apiKeys)
    .set({ replaces: null })
    .where(sql`(${apiKeys.businessId}, ${apiKeys.replaces}) in (${rows})`);
  await tx.delete(apiKeys).where(sql`(${apiKeys.businessId}, ${apiKeys.id}) in (${rows})`);
  return ended.length;
}

/** Deletes some invitations of those that were closed, or ran out, long ago; how many. */
export async function deleteClosedInvitations(tx: Tx, limit: number): Promise<number> {
  const { acceptedAt, revokedAt, expiresAt } = invitations;
  const end = sql`coalesce(${acceptedAt}, ${revokedAt}, ${expiresAt})`;
  const closed = await tx
    .select({ businessId: invitations.businessId, id: invitations.id })
    .from(invitations)
    .where(sql`${end} < now() - ${KEPT.invitation}::interval`)
    .orderBy(end)
    .limit(limit)
    .for("update", { skipLocked: true });
  if (closed.length === 0) return 0;
  await tx
    .delete(invitations)
    .where(sql`(${invitations.businessId}, ${invitations.id}) in (${keysOf(closed)})`);
  return closed.length;
}

/**
 * Deletes some bookings of those that came to nothing long ago, with what belongs to them; how many. Events stay, and so
 * does what money came in for.
 */
export async function deleteUnusedBookings(tx: Tx, limit: number): Promise<number> {
  const unused = await tx
    .select({ businessId: bookings.businessId, id: bookings.id })
    .from(bookings)
    .where(
      and(
        sql`${bookings.status} in ('released', 'expired')`,
        sql`${bookings.updatedAt} < now() - ${KEPT.unusedBooking}::interval`,
        sql`not exists (select from ${payments}
          where ${payments.businessId} = ${bookings.businessId} and ${payments.bookingId} = ${bookings.id})`,
      ),
    )
    .orderBy(bookings.updatedAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  if (unused.length === 0) return 0;
  const rows = keysOf(unused);
  for (const part of [bookingPriceLines, bookingItems])
    await tx.delete(part).where(sql`(${part.businessId}, ${part.bookingId}) in (${rows})`);
  const deleted = await tx
    .delete(bookings)
    .where(sql`(${bookings.businessId}, ${bookings.id}) in (${rows})`)
    .returning({ businessId: bookings.businessId, seriesId: bookings.seriesId });
  await deleteEmptySeries(tx, deleted);
  return unused.length;
}

/** A series goes with the last of its visits. */
async function deleteEmptySeries(
  tx: Tx,
  deleted: readonly { readonly businessId: number; readonly seriesId: string | null }[],
): Promise<void> {
  const { businessId, id } = bookingSeries;
  const touched = deleted.flatMap((one) =>
    one.seriesId === null ? [] : [{ businessId: one.businessId, id: one.seriesId }],
  );
  if (touched.length === 0) return;
  await tx.delete(bookingSeries).where(
    and(
      sql`(${businessId}, ${id}) in (${keysOf(touched)})`,
      sql`not exists (select from ${bookings}
        where ${bookings.businessId} = ${businessId} and ${bookings.seriesId} = ${id})`,
    ),
  );
}

/** Deletes some of what went to webhooks long ago, or waited in vain; how many. Events stay, and may be sent again. */
export async function deleteOldDeliveries(tx: Tx, limit: number): Promise<number> {
  const { businessId, id, createdAt } = webhookDeliveries;
  const old = await tx
    .select({ businessId, id })
    .from(webhookDeliveries)
    .where(sql`${createdAt} < now() - ${KEPT.webhookDelivery}::interval`)
    .orderBy(createdAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  if (old.length === 0) return 0;
  await tx.delete(webhookDeliveries).where(sql`(${businessId}, ${id}) in (${keysOf(old)})`);
  return old.length;
}

/** Deletes some of what people were told of visits long ago, with its deliveries; how many. */
export async function deleteOldNotifications(tx: Tx, limit: number): Promise<number> {
  const { businessId, id, createdAt, startsAt } = notifications;
  const old = await tx
    .select({ businessId, id })
    .from(notifications)
    .where(
      and(
        sql`${createdAt} < now() - ${KEPT.notification}::interval`,
        sql`${startsAt} < now() - ${KEPT.notification}::interval`,
      ),
    )
    .orderBy(createdAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  if (old.length === 0) return 0;
  await tx.delete(notifications).where(sql`(${businessId}, ${id}) in (${keysOf(old)})`);
  return old.length;
}

/** Deletes some entries of the waitlist, of those that ended long ago; how many. */
export async function deleteEndedWaits(tx: Tx, limit: number): Promise<number> {
  const { businessId, id, status, updatedAt } = waitlistEntries;
  const ended = tx
    .select({ businessId, id })
    .from(waitlistEntries)
    .where(
      and(
        sql`${status} in ('booked', 'left', 'expired')`,
        sql`${updatedAt} < now() - ${KEPT.waitlistEntry}::interval`,
      ),
    )
    .orderBy(updatedAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  const deleted = await tx
    .delete(waitlistEntries)
    .where(sql`(${businessId}, ${id}) in (${ended})`)
    .returning({ id });
  return deleted.length;
}

/** Deletes some reports of reviews of those that were made long ago; how many. The review stays as it is. */
export async function deleteOldReports(tx: Tx, limit: number): Promise<number> {
  const { businessId, id, createdAt } = reviewReports;
  const old = tx
    .select({ businessId, id })
    .from(reviewReports)
    .where(sql`${createdAt} < now() - ${KEPT.reviewReport}::interval`)
    .orderBy(createdAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  const deleted = await tx
    .delete(reviewReports)
    .where(sql`(${businessId}, ${id}) in (${old})`)
    .returning({ id });
  return deleted.length;
}
