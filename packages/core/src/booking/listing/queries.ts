import type { BookingStatus } from "@salon/contracts";
import { bookingItems, bookings, staff } from "@salon/db/schema";
import { and, asc, eq, gt, gte, inArray, lt, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { SalonRow } from "../../salon/index.ts";

type Filter = {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly status?: readonly BookingStatus[] | undefined;
  readonly staffId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly seriesId?: string | undefined;
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
    filter.seriesId === undefined ? undefined : eq(bookings.seriesId, filter.seriesId),
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
    select b.business_id, b.id from bookings b where b.booker_id = ${userId} and b.source <> 'salon'
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
