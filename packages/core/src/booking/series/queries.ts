import type { Db, Tx } from "@salon/db";
import { bookingItems, bookings, bookingSeries, clients, staff } from "@salon/db/schema";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";

export type SeriesRow = typeof bookingSeries.$inferSelect;
/** A series, and whom it is for. */
export type SeriesFor = {
  readonly series: SeriesRow;
  readonly client: { readonly id: string; readonly name: string };
};
export type SeriesKey = Pick<SeriesRow, "businessId" | "id">;

export async function findSeries(db: Db, seriesId: string): Promise<SeriesFor | undefined> {
  const [found] = await selectSeries(db).where(eq(bookingSeries.id, seriesId));
  return found;
}

export async function findSeriesById(
  db: Db,
  { businessId, id }: { readonly businessId: number; readonly id: string },
  ids: readonly string[],
): Promise<SeriesFor[]> {
  return selectSeries(db).where(
    and(
      eq(bookingSeries.businessId, businessId),
      eq(bookingSeries.salonId, id),
      inArray(bookingSeries.id, [...ids]),
    ),
  );
}

type Listing = { readonly after: readonly string[] | undefined; readonly limit: number };
type OfSalon = {
  readonly businessId: number;
  readonly id: string;
  /** The account in whose calendar a visit must be, or null. */
  readonly ownUserId: string | null;
  readonly clientId: string | undefined;
};

/** In the order in which they were made, one more than asked for. */
export async function findSeriesOfSalon(
  db: Db,
  { businessId, id, ownUserId, clientId }: OfSalon,
  { after, limit }: Listing,
): Promise<SeriesFor[]> {
  return selectSeries(db)
    .where(
      and(
        eq(bookingSeries.businessId, businessId),
        eq(bookingSeries.salonId, id),
        clientId === undefined ? undefined : eq(bookingSeries.clientId, clientId),
        ownUserId === null ? undefined : isServedBy(ownUserId),
        isAfter(after),
      ),
    )
    .orderBy(asc(bookingSeries.createdAt), asc(bookingSeries.id))
    .limit(limit + 1);
}

/** Those that somebody made, if not for a salon, or is served at. */
export async function findSeriesOfPerson(
  db: Db,
  userId: string,
  { after, limit }: Listing,
): Promise<SeriesFor[]> {
  const own = sql`(${bookingSeries.businessId}, ${bookingSeries.id}) in (
    select s.business_id, s.id from booking_series s where s.booker_id = ${userId} and s.source <> 'salon'
    union all
    select s.business_id, s.id from clients c
      join booking_series s on s.business_id = c.business_id and s.client_id = c.id
    where c.user_id = ${userId})`;
  return selectSeries(db)
    .where(and(own, isAfter(after)))
    .orderBy(asc(bookingSeries.createdAt), asc(bookingSeries.id))
    .limit(limit + 1);
}

function selectSeries(db: Db) {
  return db
    .select({ series: bookingSeries, client: { id: clients.id, name: clients.name } })
    .from(bookingSeries)
    .innerJoin(
      clients,
      and(eq(clients.businessId, bookingSeries.businessId), eq(clients.id, bookingSeries.clientId)),
    )
    .$dynamic();
}

function isAfter(after: readonly string[] | undefined): SQL | undefined {
  const [createdAt = "", id = ""] = after ?? [];
  return (
    after && sql`(${bookingSeries.createdAt}, ${bookingSeries.id}) > (${createdAt}::timestamptz, ${id}::uuid)`
  );
}

function isServedBy(userId: string): SQL {
  return sql`exists (
    select from ${bookings}
      join ${bookingItems} on ${bookingItems.businessId} = ${bookings.businessId} and ${bookingItems.bookingId} = ${bookings.id}
      join ${staff} on ${staff.businessId} = ${bookingItems.businessId} and ${staff.id} = ${bookingItems.staffId}
    where ${bookings.businessId} = ${bookingSeries.businessId} and ${bookings.seriesId} = ${bookingSeries.id}
      and ${staff.userId} = ${userId})`;
}

/** The visits of series of a business, of each in the order of its rule. */
export function visitsOf(businessId: number, seriesIds: readonly string[]) {
  return {
    where: and(eq(bookings.businessId, businessId), inArray(bookings.seriesId, [...seriesIds])),
    orderBy: [asc(bookings.seriesLocalStart), asc(bookings.id)],
  };
}

/** Holds a series: its bookings, in one order, and then itself. Whoever holds one of these and wants the other does so, too. */
export async function lockSeries(tx: Tx, seriesId: string): Promise<void> {
  const { businessId, id } = bookingSeries;
  await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      sql`(${bookings.businessId}, ${bookings.seriesId}) in (${tx
        .select({ businessId, id })
        .from(bookingSeries)
        .where(eq(id, seriesId))})`,
    )
    .orderBy(asc(bookings.id))
    .for("no key update");
  await tx.select({ id }).from(bookingSeries).where(eq(id, seriesId)).for("no key update");
}

/** Holds series of which some bookings are held already, in one order, and tells how they stand. */
export async function holdSeries(
  tx: Tx,
  businessId: number,
  seriesIds: readonly string[],
): Promise<SeriesRow[]> {
  if (seriesIds.length === 0) return [];
  return tx
    .select()
    .from(bookingSeries)
    .where(and(eq(bookingSeries.businessId, businessId), inArray(bookingSeries.id, [...seriesIds])))
    .orderBy(asc(bookingSeries.id))
    .for("no key update");
}
