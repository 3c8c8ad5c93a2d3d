import type { ListOfSalon, Webhook } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { pageOf, readCursor } from "../cursor.ts";
import type { Page } from "../cursor.ts";
import { openSalon } from "../salon/index.ts";
import { maySeeWebhooks } from "./policy.ts";
import { presentWebhook } from "./present.ts";
import { findWebhooks } from "./queries.ts";

export async function listWebhooks(
  ctx: Ctx,
  { salonId, cursor, limit }: ListOfSalon,
): Promise<Page<Webhook>> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, maySeeWebhooks);
  const rows = await findWebhooks(ctx.db, salon, limit, readCursor(cursor, ["instant", "id"]));
  return pageOf(rows, limit, ({ createdAt, id }) => [createdAt, id], presentWebhook);
}
