import type { ClientRecord } from "@salon/contracts";
import type { Db } from "@salon/db";
import { bookingItems, bookings, staff } from "@salon/db/schema";
import { and, eq, exists, sql } from "drizzle-orm";
import type { ClientRow } from "../queries.ts";

const isCompleted = sql`${bookings.status} = 'completed'`;

/** Over bookings of one client: what became of the visits. */
export const visitCounts = {
  completed: sql<number>`count(*) filter (where ${isCompleted})::int`.as("completed"),
  noShows: sql<number>`count(*) filter (where ${bookings.status} = 'no_show')::int`.as("no_shows"),
  lateCancellations: sql<number>`count(*) filter (
    where ${bookings.status} = 'cancelled_by_client' and ${bookings.late})::int`.as("late_cancellations"),
  lastVisitAt: sql`max(${bookings.startsAt}) filter (where ${isCompleted})`
    .mapWith(bookings.startsAt)
    .as("last_visit_at"),
};

/**
 * Counted when it is asked for, so that a move taken back needs no correction; with an account, those in its calendar
 * alone.
 */
export async function countVisits(
  db: Db,
  { businessId, id }: ClientRow,
  ownerId: string | null,
): Promise<ClientRecord["visits"]> {
  const [counted] = await db
    .select(visitCounts)
    .from(bookings)
    .where(
      and(
        eq(bookings.businessId, businessId),
        eq(bookings.clientId, id),
        ownerId === null ? undefined : exists(servedBy(db, ownerId)),
      ),
    );
  if (!counted) throw new Error("An aggregate gave no row");
  return counted;
}

function servedBy(db: Db, userId: string) {
  return db
    .select({ id: bookingItems.id })
    .from(bookingItems)
    .innerJoin(staff, and(eq(staff.businessId, bookingItems.businessId), eq(staff.id, bookingItems.staffId)))
    .where(
      and(
        eq(bookingItems.businessId, bookings.businessId),
        eq(bookingItems.bookingId, bookings.id),
        eq(staff.userId, userId),
      ),
    );
}
