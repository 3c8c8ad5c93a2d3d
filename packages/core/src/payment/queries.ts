import type { Db, Tx } from "@salon/db";
import { payments, staff } from "@salon/db/schema";
import { and, asc, between, eq, sql } from "drizzle-orm";
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

export async function insertPayment(
  tx: Tx,
  values: Omit<PaymentRow, "id" | "createdAt">,
): Promise<PaymentRow> {
  const [inserted] = await tx
    .insert(payments)
    .values({ ...values, id: newId(), createdAt: sql`statement_timestamp()` })
    .returning();
  if (!inserted) throw new Error("INSERT … RETURNING gave no row");
  return inserted;
}

/** By day, method and person, what came in less what went back. */
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
