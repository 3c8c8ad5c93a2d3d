import type { BookingStatus, Role } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import {
  allocations,
  bookingItems,
  bookingPolicies,
  bookingPriceLines,
  bookings,
  clients,
  salonMembers,
  salons,
  staff,
} from "@salon/db/schema";
import { and, asc, eq, getColumns, gt, gte, inArray, isNull, lt, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Actor } from "../context.ts";
import type { SalonRow } from "../salon/index.ts";
import type { BookingRecord, BookingRow, ItemRow, PriceLineRow } from "./record.ts";

/** Holds the booking's row: of two moves at once the second sees what the first did. */
export async function lockBooking(tx: Tx, bookingId: string): Promise<void> {
  await tx.select({ id: bookings.id }).from(bookings).where(eq(bookings.id, bookingId)).for("no key update");
}

export async function findBooking(
  db: Db,
  bookingId: string,
  actor: Actor,
): Promise<BookingRecord | undefined> {
  const [record] = await findBookings(db, actor, eq(bookings.id, bookingId), { limit: 1 });
  return record;
}

export async function findBookingsById(
  db: Db,
  actor: Actor,
  bookingIds: readonly string[],
): Promise<BookingRecord[]> {
  return findBookings(db, actor, inArray(bookings.id, [...bookingIds]), { limit: bookingIds.length });
}

type Listing = { readonly limit: number; readonly orderBy?: readonly SQL[] };

/** Bookings with all that belongs to them: three statements, however many. */
export async function findBookings(
  db: Db,
  actor: Actor,
  where: SQL | undefined,
  { limit, orderBy = [] }: Listing,
): Promise<BookingRecord[]> {
  const userId = actor.kind === "user" ? actor.userId : null;
  const found = await db
    .select({
      booking: bookings,
      client: { id: clients.id, name: clients.name, userId: clients.userId },
      policy: {
        version: bookingPolicies.version,
        cancelWindowMinutes: bookingPolicies.cancelWindowMinutes,
        rescheduleWindowMinutes: bookingPolicies.rescheduleWindowMinutes,
        lateCancel: bookingPolicies.lateCancel,
        approvalMinutes: bookingPolicies.approvalMinutes,
        requiresApproval: bookingPolicies.requiresApproval,
      },
      testNow: salons.testNow,
      clockMs: sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::float8`,
      role: sql<Role | null>`(
        select max(${salonMembers.role}) from ${salonMembers}
        where ${salonMembers.businessId} = ${bookings.businessId} and ${salonMembers.userId} = ${userId}
          and (${salonMembers.salonId} = ${bookings.salonId} or ${salonMembers.salonId} is null))`,
    })
    .from(bookings)
    .innerJoin(salons, and(eq(salons.businessId, bookings.businessId), eq(salons.id, bookings.salonId)))
    .innerJoin(
      bookingPolicies,
      and(
        eq(bookingPolicies.businessId, bookings.businessId),
        eq(bookingPolicies.salonId, bookings.salonId),
        eq(bookingPolicies.version, bookings.policyVersion),
      ),
    )
    .leftJoin(clients, and(eq(clients.businessId, bookings.businessId), eq(clients.id, bookings.clientId)))
    .where(where)
    .orderBy(...orderBy)
    .limit(limit);
  if (found.length === 0) return [];
  const rows = rowsOf(found.map(({ booking }) => booking));
  const items = await db
    .select({ ...getColumns(bookingItems), staffUserId: staff.userId })
    .from(bookingItems)
    .innerJoin(staff, and(eq(staff.businessId, bookingItems.businessId), eq(staff.id, bookingItems.staffId)))
    .where(sql`(${bookingItems.businessId}, ${bookingItems.bookingId}) in (${rows})`)
    .orderBy(asc(bookingItems.position));
  const lines = await db
    .select()
    .from(bookingPriceLines)
    .where(sql`(${bookingPriceLines.businessId}, ${bookingPriceLines.bookingId}) in (${rows})`)
    .orderBy(asc(bookingPriceLines.position));
  return found.map(({ booking, client, policy, testNow, clockMs, role }) => {
    const own = items.filter(({ bookingId }) => bookingId === booking.id);
    return {
      booking,
      client,
      policy,
      role,
      now: testNow ?? new Date(clockMs),
      items: own,
      lines: lines.filter(({ bookingId }) => bookingId === booking.id),
      inOwnCalendar: userId !== null && own.some(({ staffUserId }) => staffUserId === userId),
    };
  });
}

/** All but what the database's clock says. */
export type NewBooking = Omit<BookingRow, "createdAt" | "updatedAt">;

export async function insertBooking(
  tx: Tx,
  values: NewBooking,
  items: readonly ItemRow[],
  lines: readonly PriceLineRow[],
): Promise<BookingRow> {
  const at = { createdAt: sql`statement_timestamp()`, updatedAt: sql`statement_timestamp()` };
  const [booking] = await tx
    .insert(bookings)
    .values({ ...values, ...at })
    .returning();
  if (!booking) throw new Error("INSERT … RETURNING gave no row");
  await insertContents(tx, items, lines);
  return booking;
}

/** Puts other items and prices in the place of a booking's own. */
export async function replaceContents(
  tx: Tx,
  booking: BookingRow,
  items: readonly ItemRow[],
  lines: readonly PriceLineRow[],
): Promise<void> {
  const own = { businessId: booking.businessId, bookingId: booking.id };
  await tx
    .delete(bookingPriceLines)
    .where(
      and(eq(bookingPriceLines.businessId, own.businessId), eq(bookingPriceLines.bookingId, own.bookingId)),
    );
  await tx
    .delete(bookingItems)
    .where(and(eq(bookingItems.businessId, own.businessId), eq(bookingItems.bookingId, own.bookingId)));
  await insertContents(tx, items, lines);
}

async function insertContents(
  tx: Tx,
  items: readonly ItemRow[],
  lines: readonly PriceLineRow[],
): Promise<void> {
  await tx.insert(bookingItems).values([...items]);
  if (lines.length > 0) await tx.insert(bookingPriceLines).values([...lines]);
}

/**
 * Saves a change as the next version: a compare-and-swap on the version that was read. Its time is the statement's and
 * not the transaction's, which may have begun before the change that it waited for.
 */
export async function saveBooking(
  tx: Tx,
  booking: BookingRow,
  changes: Partial<BookingRow>,
): Promise<BookingRow> {
  const [saved] = await tx
    .update(bookings)
    .set({ ...changes, version: booking.version + 1, updatedAt: sql`statement_timestamp()` })
    .where(
      and(
        eq(bookings.businessId, booking.businessId),
        eq(bookings.id, booking.id),
        eq(bookings.version, booking.version),
      ),
    )
    .returning();
  if (!saved) throw new Error(`Booking ${booking.id} changed under its lock`);
  return saved;
}

export async function replacePriceLines(
  tx: Tx,
  { businessId, id }: Pick<BookingRow, "businessId" | "id">,
  lines: readonly PriceLineRow[],
): Promise<void> {
  await tx
    .delete(bookingPriceLines)
    .where(and(eq(bookingPriceLines.businessId, businessId), eq(bookingPriceLines.bookingId, id)));
  if (lines.length > 0) await tx.insert(bookingPriceLines).values([...lines]);
}

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
  const sorted = wanted.toSorted((a, b) => a.calendarId - b.calendarId || a.start - b.start);
  const rows = await tx
    .insert(allocations)
    .values(
      sorted.map((block) => ({
        businessId,
        bookingId: id,
        calendarId: block.calendarId,
        during: rangeOf(block),
      })),
    )
    .onConflictDoNothing()
    .returning({ calendarId: allocations.calendarId });
  return rows.map(({ calendarId }) => calendarId);
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

/** The calendar of the person served. */
export async function clientCalendarOf(
  tx: Tx,
  { businessId, clientId }: Pick<BookingRow, "businessId" | "clientId">,
): Promise<number | null> {
  if (clientId === null) return null;
  const [client] = await tx
    .select({ calendarId: clients.calendarId })
    .from(clients)
    .where(and(eq(clients.businessId, businessId), eq(clients.id, clientId)));
  return client?.calendarId ?? null;
}

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

type Filter = {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly status?: readonly BookingStatus[] | undefined;
  readonly staffId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly updatedSince?: Date | undefined;
};

type ListOptions = {
  readonly ownUserId: string | null;
  readonly after: readonly string[] | undefined;
  readonly byChange: boolean;
};

/** Bookings of one salon that overlap `[from, to)`; `ownUserId` narrows them to one person's calendar. */
export function listOfSalon(
  { businessId, id }: Pick<SalonRow, "businessId" | "id">,
  filter: Filter,
  { ownUserId, after, byChange }: ListOptions,
) {
  const column = byChange ? bookings.updatedAt : bookings.startsAt;
  const where = and(
    eq(bookings.businessId, businessId),
    eq(bookings.salonId, id),
    overlapping(filter),
    filter.clientId === undefined ? undefined : eq(bookings.clientId, filter.clientId),
    filter.updatedSince && gte(bookings.updatedAt, filter.updatedSince),
    filter.staffId === undefined ? undefined : servedBy(eq(bookingItems.staffId, filter.staffId)),
    ownUserId === null ? undefined : servedBy(eq(staff.userId, ownUserId)),
    afterKey(column, after),
  );
  return { where, orderBy: [asc(column), asc(bookings.id)] };
}

/** What somebody booked, if not for a salon, or is served at. */
export function listOfPerson(userId: string, filter: Filter, after: readonly string[] | undefined) {
  const own = sql`(${bookings.businessId}, ${bookings.id}) in (
    select b.business_id, b.id from bookings b where b.booker_id = ${userId} and b.source = 'api'
    union all
    select b.business_id, b.id from clients c join bookings b on b.business_id = c.business_id and b.client_id = c.id
    where c.user_id = ${userId})`;
  return {
    where: and(own, overlapping(filter), afterKey(bookings.startsAt, after)),
    orderBy: [asc(bookings.startsAt), asc(bookings.id)],
  };
}

function overlapping({ from, to, status }: Filter) {
  return and(
    from && gt(bookings.endsAt, from),
    to && lt(bookings.startsAt, to),
    status && inArray(bookings.status, [...status]),
  );
}

function servedBy(whom: SQL) {
  return sql`exists (
    select from ${bookingItems} join ${staff} on ${staff.businessId} = ${bookingItems.businessId} and ${staff.id} = ${bookingItems.staffId}
    where ${bookingItems.businessId} = ${bookings.businessId} and ${bookingItems.bookingId} = ${bookings.id} and ${whom})`;
}

function afterKey(
  column: typeof bookings.startsAt | typeof bookings.updatedAt,
  after: readonly string[] | undefined,
) {
  return after && sql`(${column}, ${bookings.id}) > (${after[0]}::timestamptz, ${after[1]}::uuid)`;
}

/** Their keys, as rows that references within the tenant meet. */
function rowsOf(keys: readonly Pick<BookingRow, "businessId" | "id">[]): SQL {
  const businessIds = `{${keys.map(({ businessId }) => businessId).join(",")}}`;
  const ids = `{${keys.map(({ id }) => id).join(",")}}`;
  return sql`select * from unnest(${businessIds}::int[], ${ids}::uuid[])`;
}
