import type { Webhook, WebhookRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { openSalon } from "../salon/index.ts";
import { openWebhook } from "./index.ts";
import { maySeeWebhooks } from "./policy.ts";
import { presentWebhook } from "./present.ts";

export async function getWebhook(ctx: Ctx, { salonId, webhookId }: WebhookRef): Promise<Webhook> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, maySeeWebhooks);
  return presentWebhook(await openWebhook(ctx.db, salon, webhookId));
}
