import type { EventType } from "@salon/contracts";
import type { NewEvent } from "../event/index.ts";
import type { BookingRow, ItemRow } from "./record.ts";

const TOLD = [
  "status",
  "version",
  "startsAt",
  "endsAt",
  "late",
  "needsAttention",
  "holdExpiresAt",
  "approvalExpiresAt",
] as const;

/** What happened to a booking: people as ids, no note; `previous` holds what changed, as it was. */
export function bookingEvent(
  type: EventType,
  now: Date,
  after: BookingRow,
  items: readonly ItemRow[],
  before?: BookingRow,
): NewEvent {
  const changed = before
    ? TOLD.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    : [];
  return {
    type,
    salon: { businessId: after.businessId, id: after.salonId },
    subjectId: after.id,
    occurredAt: now,
    data: {
      id: after.id,
      ...Object.fromEntries(TOLD.map((field) => [field, after[field]])),
      clientId: after.clientId,
      staffIds: [...new Set(items.map(({ staffId }) => staffId))],
      variantIds: items.map(({ variantId }) => variantId),
    },
    ...(before && { previous: Object.fromEntries(changed.map((field) => [field, before[field]])) }),
  };
}
