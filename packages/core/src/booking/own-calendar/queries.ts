import type { Db } from "@salon/db";
import { bookingItems, staff } from "@salon/db/schema";
import { and, eq, inArray, isNull } from "drizzle-orm";

/** The staff member whose account this is. */
export async function worksAs(db: Db, businessId: number, userId: string): Promise<string | undefined> {
  const [person] = await db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.businessId, businessId), eq(staff.userId, userId), isNull(staff.archivedAt)));
  return person?.id;
}

/** Those of the bookings of which somebody does an item. */
export async function findServedBy(
  db: Db,
  businessId: number,
  staffId: string,
  bookingIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ bookingId: bookingItems.bookingId })
    .from(bookingItems)
    .where(
      and(
        eq(bookingItems.businessId, businessId),
        eq(bookingItems.staffId, staffId),
        inArray(bookingItems.bookingId, [...bookingIds]),
      ),
    );
  return new Set(rows.map(({ bookingId }) => bookingId));
}
