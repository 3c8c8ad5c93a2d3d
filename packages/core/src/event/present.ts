import type { SalonEvent } from "@salon/contracts";
import type { EventRow } from "./queries.ts";
import { sequenceOf } from "./sequence.ts";

export function presentEvent(row: EventRow): SalonEvent {
  return {
    id: row.publicId,
    sequence: sequenceOf(row),
    type: row.type,
    salonId: row.salonId,
    occurredAt: row.occurredAt,
    actor: { kind: row.actorKind },
    data: row.data,
    previous: row.previous,
  };
}
