import type { Db } from "@salon/db";
import { bookings, clients } from "@salon/db/schema";
import { and, asc, eq, gte, lt, sql } from "drizzle-orm";

type Where = {
  readonly businessId: number;
  readonly id: string;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
};

const ofItems = (what: string) => sql<string>`(
  select coalesce(string_agg(${sql.raw(what)}, ', ' order by i.position), '') from booking_items i
  where i.business_id = ${bookings.businessId} and i.booking_id = ${bookings.id})`;

/** Bookings of a salon that start in `[from, to)`, in their order: one statement, however many. */
export async function findBookingsToExport(db: Db, { businessId, id, from, to }: Where, limit: number) {
  return db
    .select({
      id: bookings.id,
      status: bookings.status,
      startsAt: bookings.startsAt,
      endsAt: bookings.endsAt,
      localStart: bookings.localStart,
      clientId: bookings.clientId,
      clientName: clients.name,
      services: ofItems("i.service_name || ' – ' || i.variant_name"),
      staff: ofItems("i.staff_name"),
      totalMinor: sql<number>`(
        select coalesce(sum(l.amount_minor), 0)::int from booking_price_lines l
        where l.business_id = ${bookings.businessId} and l.booking_id = ${bookings.id})`,
      currency: bookings.currency,
      source: bookings.source,
      late: bookings.late,
    })
    .from(bookings)
    .leftJoin(clients, and(eq(clients.businessId, bookings.businessId), eq(clients.id, bookings.clientId)))
    .where(
      and(
        eq(bookings.businessId, businessId),
        eq(bookings.salonId, id),
        from && gte(bookings.startsAt, from),
        to && lt(bookings.startsAt, to),
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(limit);
}
