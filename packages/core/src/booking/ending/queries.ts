import type { Tx } from "@salon/db";
import { bookings } from "@salon/db/schema";
import { asc, sql } from "drizzle-orm";

/** Holds the visits of somebody that are yet to be, and what they hold for others, in one order. */
export async function lockOpenBookingsOf(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      sql`(${bookings.businessId}, ${bookings.id}) in (
        select b.business_id, b.id from clients c
          join bookings b on b.business_id = c.business_id and b.client_id = c.id
        where c.user_id = ${userId} and b.status in ('held', 'pending', 'confirmed')
        union all
        select b.business_id, b.id from bookings b
        where b.booker_id = ${userId} and b.source <> 'salon' and b.status = 'held')`,
    )
    .orderBy(asc(bookings.id))
    .for("no key update");
  return rows.map(({ id }) => id);
}
