import type { Webhook } from "@salon/contracts";
import type { WebhookRow } from "./queries.ts";

export function presentWebhook({
  businessId: _,
  salonId: __,
  secret: ___,
  previousSecret: ____,
  retryAt: _____,
  eventTypes,
  ...shown
}: WebhookRow): Webhook {
  return { ...shown, eventTypes: eventTypes && [...eventTypes] };
}
