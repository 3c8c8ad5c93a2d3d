import type { Role } from "@salon/contracts";
import { keysOf } from "@salon/db";
import type { Db, Tx } from "@salon/db";
import {
  bookingItems,
  bookingPolicies,
  bookingPriceLines,
  bookings,
  clients,
  salonMembers,
  salons,
  staff,
} from "@salon/db/schema";
import { and, asc, eq, getColumns, inArray, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Actor } from "../context.ts";
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
      client: {
        id: clients.id,
        name: clients.name,
        userId: clients.userId,
        email: clients.email,
        phone: clients.phone,
        archivedAt: clients.archivedAt,
      },
      policy: {
        version: bookingPolicies.version,
        cancelWindowMinutes: bookingPolicies.cancelWindowMinutes,
        rescheduleWindowMinutes: bookingPolicies.rescheduleWindowMinutes,
        lateCancel: bookingPolicies.lateCancel,
        approvalMinutes: bookingPolicies.approvalMinutes,
        requiresApproval: bookingPolicies.requiresApproval,
      },
      testNow: salons.testNow,
      salonStatus: salons.status,
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
  const rows = keysOf(found.map(({ booking }) => booking));
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
  return found.map(({ booking, client, policy, testNow, salonStatus, clockMs, role }) => {
    const own = items.filter(({ bookingId }) => bookingId === booking.id);
    return {
      booking,
      client,
      policy,
      role,
      salonStatus,
      now: testNow ?? new Date(clockMs),
      items: own,
      lines: lines.filter(({ bookingId }) => bookingId === booking.id),
      inOwnCalendar: userId !== null && own.some(({ staffUserId }) => staffUserId === userId),
    };
  });
}

/** All but what the database's clock says. */
export type NewBooking = Omit<BookingRow, "createdAt" | "updatedAt">;

export type NewContents = {
  readonly values: NewBooking;
  readonly items: readonly ItemRow[];
  readonly lines: readonly PriceLineRow[];
};

/** Bookings with their items and prices, of which each has one at least: one statement. */
export async function insertBookings(tx: Tx, made: readonly NewContents[]): Promise<BookingRow[]> {
  const at = { createdAt: sql`statement_timestamp()`, updatedAt: sql`statement_timestamp()` };
  const newItems = tx.$with("new_items").as(
    tx
      .insert(bookingItems)
      .values(made.flatMap(({ items }) => items))
      .returning({ id: bookingItems.id }),
  );
  const newLines = tx.$with("new_lines").as(
    tx
      .insert(bookingPriceLines)
      .values(made.flatMap(({ lines }) => lines))
      .returning({ id: bookingPriceLines.id }),
  );
  return tx
    .with(newItems, newLines)
    .insert(bookings)
    .values(made.map(({ values }) => ({ ...values, ...at })))
    .returning();
}

/** Puts other items and prices in the place of some bookings' own. */
export async function replaceContents(
  tx: Tx,
  changed: readonly Pick<BookingRow, "businessId" | "id">[],
  items: readonly ItemRow[],
  lines: readonly PriceLineRow[],
): Promise<void> {
  const rows = keysOf(changed);
  for (const part of [bookingPriceLines, bookingItems])
    await tx.delete(part).where(sql`(${part.businessId}, ${part.bookingId}) in (${rows})`);
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
    .set({
      ...changes,
      // No other status leads back to a hold.
      ...(changes.status && { heldBy: null }),
      version: booking.version + 1,
      updatedAt: sql`statement_timestamp()`,
    })
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
