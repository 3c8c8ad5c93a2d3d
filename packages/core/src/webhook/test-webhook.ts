import type { WebhookRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import { openToKeepWebhooks, openWebhookToChange } from "./index.ts";
import { webhookEvent } from "./webhook-event.ts";

/** Sends a `webhook.tested` to this address alone, whatever it is told otherwise. */
export async function testWebhook(ctx: Ctx, { salonId, webhookId }: WebhookRef): Promise<void> {
  await ctx.transact(async (tx) => {
    const { salon, now } = await openToKeepWebhooks(ctx, tx, salonId);
    const webhook = await openWebhookToChange(tx, salon, { webhookId });
    await emit(ctx, tx, webhookEvent("webhook.tested", now, { before: webhook, after: webhook }));
  });
}
