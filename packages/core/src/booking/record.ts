import type { Booking, Money, Role } from "@salon/contracts";
import type { bookingItems, bookingPriceLines, bookings } from "@salon/db/schema";
import type { PolicyRow, SalonRow } from "../salon/index.ts";

export type BookingRow = typeof bookings.$inferSelect;
export type ItemRow = typeof bookingItems.$inferSelect;
export type PriceLineRow = typeof bookingPriceLines.$inferSelect;

/** The client, and where mails about the visit go. */
export type BookedFor = {
  readonly id: string;
  readonly name: string;
  readonly userId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly archivedAt: Date | null;
};

/** A booking with all that belongs to it, and where the caller stands to it. */
export type BookingRecord = {
  readonly booking: BookingRow;
  readonly items: readonly ItemRow[];
  readonly lines: readonly PriceLineRow[];
  readonly client: BookedFor | null;
  readonly policy: Pick<
    PolicyRow,
    | "version"
    | "cancelWindowMinutes"
    | "rescheduleWindowMinutes"
    | "lateCancel"
    | "approvalMinutes"
    | "requiresApproval"
  >;
  readonly salonStatus: SalonRow["status"];
  /** What time it is in its salon. */
  readonly now: Date;
  /** The caller's role in its salon. */
  readonly role: Role | null;
  /** Whether one of its items is in the caller's own calendar. */
  readonly inOwnCalendar: boolean;
};

const MINUTE_MS = 60_000;

export function presentBooking({
  booking,
  items,
  lines,
  client,
  policy,
}: Pick<BookingRecord, "booking" | "items" | "lines" | "client" | "policy">): Booking {
  return {
    id: booking.id,
    salonId: booking.salonId,
    status: booking.status,
    version: booking.version,
    seriesId: booking.seriesId,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    localStart: booking.localStart,
    timeZone: booking.timeZone,
    source: booking.source,
    client: client && { id: client.id, name: client.name },
    note: booking.note,
    items: items.map((item) => ({
      id: item.id,
      variantId: item.variantId,
      serviceName: item.serviceName,
      variantName: item.variantName,
      staffId: item.staffId,
      staffName: item.staffName,
      startsAt: item.startsAt,
      endsAt: item.endsAt,
      segments: item.shape.segments.map(({ kind, minutes }) => ({ kind, minutes })),
      addOns: item.addOns.map(({ id, name, minutes }) => ({ id, name, minutes })),
      reason: item.reason,
    })),
    priceLines: lines.map(({ kind, itemId, label, amountMinor }) => ({ kind, itemId, label, amountMinor })),
    total: totalOf(booking, lines),
    policy: { version: booking.policyVersion, ...deadlines(booking.startsAt, policy) },
    holdExpiresAt: booking.status === "held" ? booking.holdExpiresAt : null,
    approvalExpiresAt: booking.status === "pending" ? booking.approvalExpiresAt : null,
    late: booking.late,
    needsAttention: booking.needsAttention,
    overrides: booking.overrides,
    createdAt: booking.createdAt,
    updatedAt: booking.updatedAt,
  };
}

export function totalOf({ currency }: Pick<BookingRow, "currency">, lines: readonly PriceLineRow[]): Money {
  return { amountMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0), currency };
}

/** Until when a customer may cancel and move: elapsed time before the start. */
export function deadlines(
  startsAt: Date,
  {
    cancelWindowMinutes,
    rescheduleWindowMinutes,
  }: Pick<PolicyRow, "cancelWindowMinutes" | "rescheduleWindowMinutes">,
) {
  return {
    cancelUntil: new Date(startsAt.getTime() - cancelWindowMinutes * MINUTE_MS),
    moveUntil: new Date(startsAt.getTime() - rescheduleWindowMinutes * MINUTE_MS),
  };
}
