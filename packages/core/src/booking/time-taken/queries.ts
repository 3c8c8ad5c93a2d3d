import { arrayOf } from "@salon/db";
import type { Db, Tx } from "@salon/db";
import { allocations, bookings, clients } from "@salon/db/schema";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { BookingRow } from "../record.ts";

export async function releaseAllocations(
  tx: Tx,
  { businessId, id }: Pick<BookingRow, "businessId" | "id">,
): Promise<void> {
  await tx
    .delete(allocations)
    .where(and(eq(allocations.businessId, businessId), eq(allocations.bookingId, id)));
}

export async function releaseTimeOf(
  tx: Tx,
  businessId: number,
  bookingIds: readonly string[],
): Promise<void> {
  await tx
    .delete(allocations)
    .where(and(eq(allocations.businessId, businessId), inArray(allocations.bookingId, [...bookingIds])));
}

/** Frees the time of one calendar only. */
export async function releaseCalendar(
  tx: Tx,
  { businessId, id }: Pick<BookingRow, "businessId" | "id">,
  calendarId: number,
): Promise<void> {
  await tx
    .delete(allocations)
    .where(
      and(
        eq(allocations.businessId, businessId),
        eq(allocations.bookingId, id),
        eq(allocations.calendarId, calendarId),
      ),
    );
}

export type NewAllocation = { readonly calendarId: number; readonly start: number; readonly end: number };

/**
 * Takes the time of calendars in one sorted statement, which waits for a rival in flight and never deadlocks. Returns the
 * calendars of which the time could be taken; a missing one lost it to somebody else.
 */
export async function insertAllocations(
  tx: Tx,
  { businessId, id }: Pick<BookingRow, "businessId" | "id">,
  wanted: readonly NewAllocation[],
): Promise<number[]> {
  const taken = await insertAllocationsOf(
    tx,
    businessId,
    wanted.map((block) => ({ ...block, bookingId: id })),
  );
  return taken.map(({ calendarId }) => calendarId);
}

export type Allocated = { readonly bookingId: string; readonly calendarId: number };

/** The same for several bookings of a business, in arrays: a series takes more than there can be parameters. */
export async function insertAllocationsOf(
  tx: Tx,
  businessId: number,
  wanted: readonly (NewAllocation & Allocated)[],
): Promise<Allocated[]> {
  const sorted = wanted.toSorted((a, b) => a.calendarId - b.calendarId || a.start - b.start);
  const listOf = (valueOf: (block: NewAllocation & Allocated) => string | number) =>
    arrayOf(sorted.map(valueOf));
  const rows = await tx.execute<Allocated>(sql`
    insert into allocations (business_id, booking_id, calendar_id, during)
    select ${businessId}::int, w.booking_id, w.calendar_id, tstzrange(w.starts_at, w.ends_at)
    from unnest(
      ${listOf(({ bookingId }) => bookingId)}::uuid[], ${listOf(({ calendarId }) => calendarId)}::int[],
      ${listOf(({ start }) => new Date(start).toISOString())}::timestamptz[],
      ${listOf(({ end }) => new Date(end).toISOString())}::timestamptz[]
    ) with ordinality w (booking_id, calendar_id, starts_at, ends_at, place)
    order by w.place
    on conflict do nothing
    returning booking_id as "bookingId", calendar_id as "calendarId"`);
  return [...rows];
}

function rangeOf({ start, end }: Pick<NewAllocation, "start" | "end">): string {
  return `[${new Date(start).toISOString()},${new Date(end).toISOString()})`;
}

/** Expires those of the bookings that are holds whose time is over and that nobody else is busy with. */
export async function expireHolds(
  tx: Tx,
  businessId: number,
  bookingIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const over = tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        eq(bookings.businessId, businessId),
        inArray(bookings.id, [...bookingIds]),
        eq(bookings.status, "held"),
        sql`${bookings.holdExpiresAt} <= ${now.toISOString()}::timestamptz`,
      ),
    )
    .for("no key update", { skipLocked: true });
  const expired = await tx
    .update(bookings)
    .set({
      status: "expired",
      heldBy: null,
      version: sql`${bookings.version} + 1`,
      updatedAt: sql`statement_timestamp()`,
    })
    .where(and(eq(bookings.businessId, businessId), inArray(bookings.id, over)))
    .returning({ id: bookings.id });
  return expired.map(({ id }) => id);
}

/** Holds that take time of a calendar and whose own time is over. */
export async function findExpiredHoldsOn(
  tx: Tx,
  businessId: number,
  { calendarId, start, end }: NewAllocation,
  now: Date,
): Promise<string[]> {
  const rows = await tx
    .select({ id: bookings.id })
    .from(allocations)
    .innerJoin(
      bookings,
      and(eq(bookings.businessId, allocations.businessId), eq(bookings.id, allocations.bookingId)),
    )
    .where(
      and(
        eq(allocations.businessId, businessId),
        eq(allocations.calendarId, calendarId),
        sql`${allocations.during} && ${rangeOf({ start, end })}::tstzrange`,
        eq(bookings.status, "held"),
        sql`${bookings.holdExpiresAt} <= ${now.toISOString()}::timestamptz`,
      ),
    );
  return rows.map(({ id }) => id);
}

/** The calendar of the person served. */
export async function clientCalendarOf(
  db: Db,
  { businessId, clientId }: Pick<BookingRow, "businessId" | "clientId">,
): Promise<number | null> {
  if (clientId === null) return null;
  const [client] = await db
    .select({ calendarId: clients.calendarId })
    .from(clients)
    .where(and(eq(clients.businessId, businessId), eq(clients.id, clientId)));
  return client?.calendarId ?? null;
}
