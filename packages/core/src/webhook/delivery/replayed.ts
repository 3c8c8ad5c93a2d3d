import { DomainError } from "../../errors.ts";
import type { NewEvent } from "../../event/index.ts";
import type { WebhookRow } from "../queries.ts";

/** What the log says of a replay; what was sent again is there already. */
export function replayed(
  { id, businessId, salonId }: WebhookRow,
  occurredAt: Date,
  what: Record<string, unknown>,
): NewEvent {
  return {
    type: "webhook.replayed",
    salon: { businessId, id: salonId },
    subjectId: id,
    occurredAt,
    data: { id, ...what },
    audit: { before: null, after: what },
  };
}

/** Throws `invalid_transition` for an address that is paused. */
export function expectActive({ status }: WebhookRow): void {
  if (status === "active") return;
  throw new DomainError("invalid_transition", "This webhook is paused: make it active first.");
}
