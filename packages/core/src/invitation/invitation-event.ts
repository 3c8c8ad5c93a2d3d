import type { EventType } from "@salon/contracts";
import type { NewEvent } from "../event/index.ts";
import { presentInvitation } from "./present.ts";
import type { InvitationRow } from "./queries.ts";

/** What happened to an invitation, without the address. */
export function invitationEvent(
  type: Extract<EventType, `invitation.${string}`>,
  occurredAt: Date,
  after: InvitationRow,
  before: InvitationRow | null = null,
): NewEvent {
  const { id, role, version } = after;
  return {
    type,
    salon: { businessId: after.businessId, id: after.salonId },
    subjectId: id,
    occurredAt,
    data: { id, role, version },
    audit: { before: before && presentInvitation(before), after: presentInvitation(after) },
  };
}
