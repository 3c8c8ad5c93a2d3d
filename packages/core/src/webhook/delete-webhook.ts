import type { VersionedWebhookRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import { openToKeepWebhooks, openWebhookToChange } from "./index.ts";
import { deleteWebhook as deleteRow } from "./queries.ts";
import { webhookEvent } from "./webhook-event.ts";

/** Nothing goes there any more, and its deliveries are forgotten. */
export async function deleteWebhook(ctx: Ctx, input: VersionedWebhookRef): Promise<void> {
  await ctx.transact(async (tx) => {
    const { salon, now } = await openToKeepWebhooks(ctx, tx, input.salonId);
    const before = await openWebhookToChange(tx, salon, input);
    await deleteRow(tx, before);
    await emit(ctx, tx, webhookEvent("webhook.deleted", now, { before, after: null }));
  });
}
