import type { ClientRecord } from "@salon/contracts";
import type { Db } from "@salon/db";
import { bookings } from "@salon/db/schema";
import { and, eq, sql } from "drizzle-orm";
import type { ClientRow } from "../queries.ts";

/** What became of somebody's visits; counted when it is asked for, so that a move taken back needs no correction. */
export async function countVisits(db: Db, { businessId, id }: ClientRow): Promise<ClientRecord["visits"]> {
  const completed = sql`${bookings.status} = 'completed'`;
  const [counted] = await db
    .select({
      completed: sql<number>`count(*) filter (where ${completed})::int`,
      noShows: sql<number>`count(*) filter (where ${bookings.status} = 'no_show')::int`,
      lateCancellations: sql<number>`count(*) filter (
        where ${bookings.status} = 'cancelled_by_client' and ${bookings.late})::int`,
      lastVisitAt: sql`max(${bookings.startsAt}) filter (where ${completed})`.mapWith(bookings.startsAt),
    })
    .from(bookings)
    .where(and(eq(bookings.businessId, businessId), eq(bookings.clientId, id)));
  if (!counted) throw new Error("An aggregate gave no row");
  return counted;
}
