import type { WebhookDelivery } from "@salon/contracts";
import { presentEvent } from "../../event/index.ts";
import type { Sending } from "./queries.ts";

export function presentDelivery({ delivery, event }: Sending): WebhookDelivery {
  const { id, status, attempts, nextAttemptAt, deliveredAt, createdAt } = delivery;
  const { id: eventId, type: eventType, sequence } = presentEvent(event);
  return {
    id,
    eventId,
    eventType,
    sequence,
    status,
    attempts: attempts.map(({ at, ...attempt }) => ({ at: new Date(at), ...attempt })),
    nextAttemptAt: status === "pending" ? nextAttemptAt : null,
    deliveredAt,
    createdAt,
  };
}
