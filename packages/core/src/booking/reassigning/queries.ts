import { arrayOf } from "@salon/db";
import type { Db, Tx } from "@salon/db";
import { bookings, staff, staffSalons } from "@salon/db/schema";
import { localDateOf } from "@salon/scheduling";
import { and, asc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { SalonRow } from "../../salon/index.ts";
import type { BookingRow, ItemRow } from "../record.ts";

type Salon = Pick<SalonRow, "businessId" | "id">;

type Ahead = {
  readonly after: Date;
  readonly before: Date | null;
  readonly now: Date;
  readonly limit: number;
};

/** What is booked or held in a salon with somebody, in the order of the starts. */
export async function findAhead(
  db: Db,
  { businessId, id, timeZone }: Salon & Pick<SalonRow, "timeZone">,
  staffId: string,
  { after, before, now, limit }: Ahead,
): Promise<Pick<BookingRow, "id" | "startsAt">[]> {
  // Gathered first, by their own index: the planner would else look for each booking among all of theirs.
  const theirs = sql`array(
    select i.booking_id from booking_items i
    where i.business_id = ${businessId} and i.staff_id = ${staffId}
      and i.local_date >= ${localDateOf(after.getTime(), timeZone)}::date - 1)`;
  return db
    .select({ id: bookings.id, startsAt: bookings.startsAt })
    .from(bookings)
    .where(
      and(
        eq(bookings.businessId, businessId),
        eq(bookings.salonId, id),
        gt(bookings.startsAt, after),
        before === null ? undefined : lt(bookings.startsAt, before),
        or(
          sql`${bookings.status} in ('pending', 'confirmed')`,
          and(eq(bookings.status, "held"), gt(bookings.holdExpiresAt, now)),
        ),
        sql`${bookings.id} = any (${theirs})`,
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(limit);
}

export type Colleague = {
  readonly id: string;
  readonly name: string;
  readonly calendarId: number;
  /** Any of the variants. */
  readonly offers: boolean;
};

/** Everybody who works in a salon. */
export async function findColleagues(
  db: Db,
  { businessId, id }: Salon,
  variantIds: readonly string[],
): Promise<Colleague[]> {
  return db
    .select({
      id: staff.id,
      name: staff.name,
      calendarId: staff.calendarId,
      offers: sql<boolean>`exists (
        select from staff_services o
        where o.business_id = ${staff.businessId} and o.staff_id = ${staff.id}
          and o.variant_id = any (${arrayOf(variantIds)}::uuid[]))`,
    })
    .from(staff)
    .innerJoin(
      staffSalons,
      and(
        eq(staffSalons.businessId, staff.businessId),
        eq(staffSalons.staffId, staff.id),
        eq(staffSalons.salonId, id),
      ),
    )
    .where(and(eq(staff.businessId, businessId), isNull(staff.archivedAt)));
}

type Version = { readonly before: { readonly booking: BookingRow }; readonly needsAttention: boolean };

/** The next version of each, by its id; their rows are held. */
export async function saveVersions(
  tx: Tx,
  businessId: number,
  changed: readonly Version[],
): Promise<ReadonlyMap<string, BookingRow>> {
  const idsOf = (some: readonly Version[]) => arrayOf(some.map(({ before }) => before.booking.id));
  const marked = changed.filter(({ needsAttention }) => needsAttention);
  const rows = await tx
    .update(bookings)
    .set({
      needsAttention: sql`${bookings.id} = any (${idsOf(marked)}::uuid[])`,
      version: sql`${bookings.version} + 1`,
      updatedAt: sql`statement_timestamp()`,
    })
    .where(and(eq(bookings.businessId, businessId), sql`${bookings.id} = any (${idsOf(changed)}::uuid[])`))
    .returning();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Who does each item from now on, and why they do. */
export async function saveItems(tx: Tx, businessId: number, given: readonly ItemRow[]): Promise<void> {
  const listOf = (field: "id" | "staffId" | "reason") => arrayOf(given.map((item) => item[field]));
  await tx.execute(sql`
    update booking_items i set staff_id = f.id, staff_name = f.name, reason = g.reason
    from unnest(${listOf("id")}::uuid[], ${listOf("staffId")}::uuid[], ${listOf("reason")}::pick_reason[])
      as g (item_id, staff_id, reason)
    join staff f on f.business_id = ${businessId} and f.id = g.staff_id
    where i.business_id = ${businessId} and i.id = g.item_id`);
}

/** Frees what these bookings take of these calendars. */
export async function releaseTimeWith(
  tx: Tx,
  businessId: number,
  taken: readonly { readonly bookingId: string; readonly calendarId: number }[],
): Promise<void> {
  await tx.execute(sql`
    delete from allocations a
    using unnest(${arrayOf(taken.map(({ bookingId }) => bookingId))}::uuid[], ${arrayOf(
      taken.map(({ calendarId }) => calendarId),
    )}::int[]) as t (booking_id, calendar_id)
    where a.business_id = ${businessId} and a.booking_id = t.booking_id and a.calendar_id = t.calendar_id`);
}
