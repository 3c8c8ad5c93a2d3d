import type { EventType } from "@salon/contracts";
import { formerFields } from "../changes.ts";
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
    ...(before && { previous: formerFields(factsOf(before), data) }),
    audit: { before: before ? wholeOf(before) : null, after: wholeOf(after) },
  };
}

/** What the audit log keeps beside the facts. The person served is an id here too. */
function wholeOf(told: Told): Record<string, unknown> {
  const { note, cancelReason, bookerId, source, overrides } = told.booking;
  return {
    ...factsOf(told),
    note,
    cancelReason,
    bookerId,
    source,
    overrides,
    items: told.items.map(({ id, variantId, staffId, startsAt, shape, addOns, resourceIds }) => ({
      id,
      variantId,
      staffId,
      startsAt,
      segmentMinutes: shape.segments.map(({ minutes }) => minutes),
      addOnIds: addOns.map((addOn) => addOn.id),
      resourceIds,
    })),
    priceLines: told.lines.map(({ kind, itemId, label, amountMinor }) => ({
      kind,
      itemId,
      label,
      amountMinor,
    })),
  };
}

function factsOf({ booking, items, lines }: Told): Record<string, unknown> {
  const { status, version, startsAt, endsAt, clientId, late, needsAttention } = booking;
  const { holdExpiresAt, approvalExpiresAt, seriesId } = booking;
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
    seriesId,
  };
}
