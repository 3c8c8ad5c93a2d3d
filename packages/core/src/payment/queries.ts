import { constraintOf } from "@salon/db";
import type { Db, Tx } from "@salon/db";
import { bookingPriceLines, bookings, payments, staff } from "@salon/db/schema";
import { and, asc, between, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";

export type PaymentRow = typeof payments.$inferSelect;
type Key = { readonly businessId: number; readonly id: string };

/** Of one booking, in the order in which they were recorded. */
export async function findPayments(db: Db, { businessId, id }: Key): Promise<PaymentRow[]> {
  return db
    .select()
    .from(payments)
    .where(and(eq(payments.businessId, businessId), eq(payments.bookingId, id)))
    .orderBy(asc(payments.createdAt), asc(payments.id));
}

export async function findPaymentsById(
  db: Db,
  { businessId, id: salonId }: Key,
  ids: readonly string[],
): Promise<PaymentRow[]> {
  return db
    .select()
    .from(payments)
    .where(
      and(eq(payments.businessId, businessId), eq(payments.salonId, salonId), inArray(payments.id, [...ids])),
    );
}

/** Throws `already_exists` where the provider's reference stands for another payment of the business. */
export async function insertPayment(
  tx: Tx,
  values: Omit<PaymentRow, "id" | "createdAt">,
): Promise<PaymentRow> {
  const [inserted] = await tx
    .insert(payments)
    .values({ ...values, id: newId(), createdAt: sql`statement_timestamp()` })
    .returning()
    .catch(refuseSecond);
  if (!inserted) throw new Error("INSERT … RETURNING gave no row");
  return inserted;
}

/** By day, method and person, what came in less what went back, and what went back. */
export async function sumTakings(db: Db, { businessId, id }: Key, from: string, to: string) {
  return db
    .select({
      date: payments.localDate,
      method: payments.method,
      staffId: payments.staffId,
      staffName: staff.name,
      payments: sql<number>`(count(*) filter (where ${payments.refundOf} is null))::int`,
      amountMinor: sql<number>`sum(${payments.amountMinor})::float8`,
      tipMinor: sql<number>`sum(${payments.tipMinor})::float8`,
      refunds: sql<number>`count(${payments.refundOf})::int`,
      refundedMinor: sql<number>`coalesce(-sum(${payments.amountMinor}) filter (where ${payments.refundOf} is not null), 0)::float8`,
    })
    .from(payments)
    .innerJoin(staff, and(eq(staff.businessId, payments.businessId), eq(staff.id, payments.staffId)))
    .where(
      and(
        eq(payments.businessId, businessId),
        eq(payments.salonId, id),
        between(payments.localDate, from, to),
      ),
    )
    .groupBy(payments.localDate, payments.method, payments.staffId, staff.name)
    .orderBy(asc(payments.localDate), asc(payments.method), asc(payments.staffId));
}

/** Of visits that stand or took place, by the day on which they begin, what was taken off their prices. */
export async function sumDiscounts(db: Db, { businessId, id }: Key, from: string, to: string) {
  const date = sql<string>`left(${bookings.localStart}, 10)`;
  return db
    .select({
      date,
      visits: sql<number>`count(distinct ${bookings.id})::int`,
      discountMinor: sql<number>`-sum(${bookingPriceLines.amountMinor})::float8`,
    })
    .from(bookings)
    .innerJoin(
      bookingPriceLines,
      and(
        eq(bookingPriceLines.businessId, bookings.businessId),
        eq(bookingPriceLines.bookingId, bookings.id),
        eq(bookingPriceLines.kind, "discount"),
      ),
    )
    .where(
      and(
        eq(bookings.businessId, businessId),
        eq(bookings.salonId, id),
        inArray(bookings.status, ["confirmed", "checked_in", "in_service", "completed"]),
        // Wider than any zone's day: an index knows instants, and the date decides.
        gte(bookings.startsAt, sql`${from}::date - interval '1 day'`),
        lt(bookings.startsAt, sql`${to}::date + interval '2 days'`),
        between(date, from, to),
      ),
    )
    .groupBy(date)
    .orderBy(date);
}

function refuseSecond(error: unknown): never {
  if (constraintOf(error) !== "payments_provider_once") throw error;
  throw new DomainError("already_exists", "This is recorded as another payment already.");
}
