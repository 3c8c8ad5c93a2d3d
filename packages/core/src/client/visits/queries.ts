import type { ClientRecord } from "@salon/contracts";
import type { Db } from "@salon/db";
import { bookings } from "@salon/db/schema";
import { and, eq, sql } from "drizzle-orm";
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

/** Counted when it is asked for, so that a move taken back needs no correction. */
export async function countVisits(db: Db, { businessId, id }: ClientRow): Promise<ClientRecord["visits"]> {
  const [counted] = await db
    .select(visitCounts)
    .from(bookings)
    .where(and(eq(bookings.businessId, businessId), eq(bookings.clientId, id)));
  if (!counted) throw new Error("An aggregate gave no row");
  return counted;
}
