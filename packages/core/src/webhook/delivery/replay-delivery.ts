import type { WebhookDelivery, WebhookDeliveryRef } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { notFound } from "../../errors.ts";
import { emit } from "../../event/index.ts";
import { openToKeepWebhooks, openWebhookToChange } from "../index.ts";
import { presentDelivery } from "./present.ts";
import { findDelivery, findPending, insertDeliveries } from "./queries.ts";
import { expectActive, replayed } from "./replayed.ts";

/** Sends an event again under the same id: as a delivery of its own, unless one is on its way. Throws `invalid_transition`. */
export async function replayWebhookDelivery(ctx: Ctx, input: WebhookDeliveryRef): Promise<WebhookDelivery> {
  return ctx.transact(async (tx) => {
    const { salon, now } = await openToKeepWebhooks(ctx, tx, input.salonId);
    const webhook = await openWebhookToChange(tx, salon, { webhookId: input.webhookId });
    expectActive(webhook);
    const former = await findDelivery(tx, webhook, input.deliveryId);
    if (!former) throw notFound("delivery");
    const { eventId } = former.delivery;
    await insertDeliveries(tx, [{ webhook, eventId }]);
    await emit(ctx, tx, replayed(webhook, now, { eventId: former.event.publicId }));
    const pending = await findPending(tx, webhook, eventId);
    if (!pending) throw new Error("What was put on its way is not there");
    return presentDelivery(pending);
  });
}
