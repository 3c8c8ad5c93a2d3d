import type { Ctx } from "../../context.ts";
import { readOn } from "../../event/index.ts";
import type { EventRow } from "../../event/index.ts";
import type { WebhookRow } from "../queries.ts";
import { findListeners, insertDeliveries } from "./queries.ts";

/** Puts what has happened on its way to whoever is told of it. Tells whether there may be more at once. */
export async function planWebhooks(ctx: Ctx): Promise<boolean> {
  return readOn(ctx, "webhooks", async (tx, events) => {
    const listeners = await findListeners(tx, events);
    const isToldOf = (event: EventRow) => (webhook: WebhookRow) => isTold(webhook, event);
    const planned = events.flatMap((event) =>
      listeners.filter(isToldOf(event)).map((webhook) => ({ webhook, eventId: event.id })),
    );
    await insertDeliveries(tx, planned);
  });
}

/** A test is for the address that is tested, and for it alone. */
export function isTold(webhook: WebhookRow, event: EventRow): boolean {
  if (webhook.salonId !== event.salonId || webhook.businessId !== event.businessId) return false;
  if (event.type === "webhook.tested") return webhook.id === event.subjectId;
  return webhook.eventTypes === null || webhook.eventTypes.includes(event.type);
}
