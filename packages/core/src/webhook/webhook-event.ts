import type { NewEvent } from "../event/index.ts";
import { presentWebhook } from "./present.ts";
import type { WebhookRow } from "./queries.ts";

type WebhookEvent = Extract<NewEvent["type"], `webhook.${string}`>;
type Before = { readonly before: WebhookRow | null; readonly after: WebhookRow };
type Change = Before | { readonly before: WebhookRow; readonly after: null };

/** What happened to an address. Events do not say which: whoever reads them need not know where else they go. */
export function webhookEvent(type: WebhookEvent, occurredAt: Date, { before, after }: Change): NewEvent {
  const { id, businessId, salonId } = after ?? before;
  return {
    type,
    salon: { businessId, id: salonId },
    subjectId: id,
    occurredAt,
    data: { id, ...(after && toldOf(after)) },
    ...(before && after && { previous: toldOf(before) }),
    audit: { before: before && presentWebhook(before), after: after && presentWebhook(after) },
  };
}

function toldOf({ status, pauseReason, eventTypes, version }: WebhookRow) {
  return { status, pauseReason, eventTypes, version };
}
