import type { EventType } from "@salon/contracts";
import type { NewEvent } from "../event/index.ts";
import { totalOf } from "./record.ts";
import type { BookingRecord } from "./record.ts";

type Told = Pick<BookingRecord, "booking" | "items" | "lines">;

/** What happened to a booking: people as ids, no note; `previous` holds what changed, as it was. */
export function bookingEvent(type: EventType, now: Date, after: Told, before?: Told): NewEvent {
  const { businessId, salonId, id } = after.booking;
  const data = factsOf(after);
  return {
    type,
    salon: { businessId, id: salonId },
    subjectId: id,
    occurredAt: now,
    data: { id, ...data },
    ...(before && { previous: changed(factsOf(before), data) }),
  };
}

function factsOf({ booking, items, lines }: Told): Record<string, unknown> {
  const { status, version, startsAt, endsAt, clientId, late, needsAttention } = booking;
  const { holdExpiresAt, approvalExpiresAt } = booking;
  return {
    status,
    version,
    startsAt,
    endsAt,
    clientId,
    staffIds: [...new Set(items.map(({ staffId }) => staffId))],
    variantIds: items.map(({ variantId }) => variantId),
    total: totalOf(booking, lines),
    late,
    needsAttention,
    holdExpiresAt,
    approvalExpiresAt,
  };
}

function changed(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const isOther = ([field, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(after[field]);
  return Object.fromEntries(Object.entries(before).filter(isOther));
}
