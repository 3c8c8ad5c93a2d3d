import { LIVE_STATUSES } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { allocations, bookingItems, bookings } from "@salon/db/schema";
import { and, asc, eq, exists, gt, inArray, ne, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";

export type LiveBooking = {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly clientId: string | null;
  readonly items: readonly { readonly staffId: string; readonly startsAt: Date; readonly endsAt: Date }[];
};

type SalonKey = { readonly businessId: number; readonly id: string };

/** A salon's visits that are still to come or under way, or those in which one staff member has a part. */
export async function findLiveBookings(
  db: Db,
  salon: SalonKey,
  now: Date,
  staffId: string | null,
): Promise<LiveBooking[]> {
  const withStaff = staffId === null ? undefined : exists(itemsOf(db, eq(bookingItems.staffId, staffId)));
  return readLive(
    db,
    now,
    and(eq(bookings.businessId, salon.businessId), eq(bookings.salonId, salon.id), withStaff),
  );
}

/** Live visits that take time of a calendar between two instants, buffers included. */
export async function findLiveBookingsOn(
  db: Db,
  calendar: { readonly businessId: number; readonly calendarId: number },
  during: { readonly startsAt: Date; readonly endsAt: Date },
  now: Date,
): Promise<LiveBooking[]> {
  const { businessId, calendarId } = calendar;
  const taking = db
    .select({ id: allocations.bookingId })
    .from(allocations)
    .where(
      and(
        eq(allocations.businessId, businessId),
        eq(allocations.calendarId, calendarId),
        sql`${allocations.during} && tstzrange(${during.startsAt.toISOString()}, ${during.endsAt.toISOString()})`,
      ),
    );
  return readLive(db, now, and(eq(bookings.businessId, businessId), inArray(bookings.id, taking)));
}

/** Taken before any calendar, and in one order, as every writer of bookings does. */
export async function lockBookings(tx: Tx, businessId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.businessId, businessId), inArray(bookings.id, [...ids])))
    .orderBy(asc(bookings.id))
    .for("no key update");
}

/** Marks the bookings that were not marked yet, and returns those. */
export async function flagBookings(tx: Tx, businessId: number, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const flagged = await tx
    .update(bookings)
    .set({
      needsAttention: true,
      version: sql`${bookings.version} + 1`,
      updatedAt: sql`statement_timestamp()`,
    })
    .where(
      and(
        eq(bookings.businessId, businessId),
        inArray(bookings.id, [...ids]),
        eq(bookings.needsAttention, false),
      ),
    )
    .returning({ id: bookings.id });
  return flagged.map(({ id }) => id);
}

async function readLive(db: Db, now: Date, which: SQL | undefined): Promise<LiveBooking[]> {
  const rows = await db
    .select({
      id: bookings.id,
      startsAt: bookings.startsAt,
      endsAt: bookings.endsAt,
      clientId: bookings.clientId,
      item: { staffId: bookingItems.staffId, startsAt: bookingItems.startsAt, endsAt: bookingItems.endsAt },
    })
    .from(bookings)
    .innerJoin(
      bookingItems,
      and(eq(bookingItems.businessId, bookings.businessId), eq(bookingItems.bookingId, bookings.id)),
    )
    .where(and(which, isLive(now)))
    .orderBy(asc(bookings.startsAt), asc(bookings.id), asc(bookingItems.position));
  const byId = Map.groupBy(rows, ({ id }) => id);
  return [...byId.values()].flatMap((sameBooking) => {
    const [first] = sameBooking;
    return first ? [{ ...first, items: sameBooking.map(({ item }) => item) }] : [];
  });
}

/** Not over, and holding its time: a visit lasts no longer than an allocation may, which bounds the index scan. */
function isLive(now: Date) {
  return and(
    inArray(bookings.status, [...LIVE_STATUSES]),
    gt(bookings.endsAt, now),
    sql`${bookings.startsAt} > ${now.toISOString()}::timestamptz - interval '31 days'`,
    or(ne(bookings.status, "held"), gt(bookings.holdExpiresAt, now)),
  );
}

function itemsOf(db: Db, which: SQL) {
  return db
    .select({ id: bookingItems.id })
    .from(bookingItems)
    .where(
      and(eq(bookingItems.businessId, bookings.businessId), eq(bookingItems.bookingId, bookings.id), which),
    );
}
