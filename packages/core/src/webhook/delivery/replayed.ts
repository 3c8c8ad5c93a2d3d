import type { Audited } from "../../audit/index.ts";
import { DomainError } from "../../errors.ts";
import type { WebhookRow } from "../queries.ts";

/** What the audit log keeps of a replay, which the salon's own log does not tell of. */
export function replayed({ id, businessId, salonId }: WebhookRow, after: object): Audited {
  return {
    action: "webhook.replayed",
    salon: { businessId, id: salonId },
    subject: { type: "webhook", id },
    before: null,
    after,
  };
}

/** Throws `invalid_transition` for an address that is paused. */
export function expectActive({ status }: WebhookRow): void {
  if (status === "active") return;
  throw new DomainError("invalid_transition", "This webhook is paused: make it active first.");
}
