import type { Tx } from "@salon/db";
import { bookings, salons } from "@salon/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { SalonRow } from "../../salon/index.ts";

export type Due = "hold" | "approval" | "completion";

/**
 * Locks bookings whose time has come by the clock of their salon; those that somebody else is busy with are left. Of all
 * salons, none whose clock stands still: there nothing becomes due until it is set, which asks for that salon alone.
 */
export async function lockDue(
  tx: Tx,
  due: Due,
  salon: Pick<SalonRow, "businessId" | "id"> | null,
  limit: number,
): Promise<string[]> {
  const now = salon ? sql`coalesce(${salons.testNow}, clock_timestamp())` : sql`statement_timestamp()`;
  const isDue = {
    hold: sql`${bookings.status} = 'held' and ${bookings.holdExpiresAt} <= ${now}`,
    approval: sql`${bookings.status} = 'pending' and ${bookings.approvalExpiresAt} <= ${now}`,
    completion: sql`${bookings.status} in ('confirmed', 'checked_in', 'in_service') and ${bookings.endsAt} <= ${now} - interval '1 hour'`,
  }[due];
  const rows = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .innerJoin(salons, and(eq(salons.businessId, bookings.businessId), eq(salons.id, bookings.salonId)))
    .where(
      and(
        isDue,
        salon
          ? and(eq(bookings.businessId, salon.businessId), eq(bookings.salonId, salon.id))
          : isNull(salons.testNow),
      ),
    )
    .limit(limit)
    .for("no key update", { of: bookings, skipLocked: true });
  return rows.map(({ id }) => id);
}
