import type { ListWebhookDeliveries, WebhookDelivery } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { pageOf, readCursor } from "../../cursor.ts";
import type { Page } from "../../cursor.ts";
import { openSalon } from "../../salon/index.ts";
import { openWebhook } from "../index.ts";
import { maySeeWebhooks } from "../policy.ts";
import { presentDelivery } from "./present.ts";
import { findDeliveries } from "./queries.ts";

/** What was sent to an address, and what is still to be, the newest first. */
export async function listWebhookDeliveries(
  ctx: Ctx,
  { salonId, webhookId, status, cursor, limit }: ListWebhookDeliveries,
): Promise<Page<WebhookDelivery>> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, maySeeWebhooks);
  const webhook = await openWebhook(ctx.db, salon, webhookId);
  const after = readCursor(cursor, ["instant", "id"]);
  const rows = await findDeliveries(ctx.db, webhook, { status, limit }, after);
  return pageOf(rows, limit, ({ delivery }) => [delivery.createdAt, delivery.id], presentDelivery);
}
