import { PAYMENT_METHODS } from "@salon/contracts";
import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bookings } from "./bookings.ts";
import { instant, tenantKey, tenantReference } from "./columns.ts";
import { salons } from "./salons.ts";
import { staff } from "./staff.ts";

export const paymentMethod = pgEnum("payment_method", PAYMENT_METHODS);

/** Money that came in for a visit, or went back; rows are added and never changed. */
export const payments = pgTable(
  "payments",
  {
    ...tenantKey(),
    salonId: uuid("salon_id").notNull(),
    bookingId: uuid("booking_id").notNull(),
    refundOf: uuid("refund_of"),
    method: paymentMethod("method").notNull(),
    amountMinor: integer("amount_minor").notNull(),
    tipMinor: integer("tip_minor").notNull(),
    currency: text("currency").notNull(),
    /** To whom it counts. */
    staffId: uuid("staff_id").notNull(),
    /** What the desk noted, or why it was paid back. */
    note: text("note"),
    /** Who moved the money of what was paid online. */
    provider: text("provider"),
    /** What came in, as the provider names it; what went back, as it was ordered there. */
    reference: text("reference"),
    /** Salon-local date by which takings count. */
    localDate: date("local_date", { mode: "string" }).notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("payments_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("payments_booking_fk", [t.businessId, t.bookingId], bookings),
    tenantReference("payments_refund_of_fk", [t.businessId, t.refundOf], t),
    tenantReference("payments_staff_fk", [t.businessId, t.staffId], staff),
    index("payments_booking_idx").on(t.businessId, t.bookingId),
    index("payments_refund_of_idx").on(t.businessId, t.refundOf),
    index("payments_staff_idx").on(t.businessId, t.staffId),
    index("payments_day_idx").on(t.businessId, t.salonId, t.localDate),
    uniqueIndex("payments_provider_once")
      .on(t.businessId, t.provider, t.reference)
      .where(sql`${t.provider} is not null`),
    // The method is compared as text: a value is not used in the transaction that adds it.
    check(
      "payments_online_name_their_provider",
      sql`(${t.method}::text = 'online') = (${t.provider} is not null) and (${t.provider} is null) = (${t.reference} is null)`,
    ),
    check("payments_refunds_are_negative", sql`(${t.refundOf} is null) = (${t.amountMinor} > 0)`),
    check("payments_are_not_nothing", sql`${t.amountMinor} <> 0`),
    check("payments_tips_come_in", sql`${t.tipMinor} >= 0 and (${t.refundOf} is null or ${t.tipMinor} = 0)`),
    check("payments_currency_is_iso4217", sql`${t.currency} ~ '^[A-Z]{3}$'`),
  ],
);
