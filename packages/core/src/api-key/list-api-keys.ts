import type { ApiKey, ListOfSalon } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { pageOf, readCursor } from "../cursor.ts";
import type { Page } from "../cursor.ts";
import { openSalon } from "../salon/index.ts";
import { mayKeepKeys } from "./policy.ts";
import { presentApiKey } from "./present.ts";
import { findKeys } from "./queries.ts";

/** A salon's keys, those that have ended among them. */
export async function listApiKeys(ctx: Ctx, { salonId, cursor, limit }: ListOfSalon): Promise<Page<ApiKey>> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, mayKeepKeys);
  const rows = await findKeys(ctx.db, salon, limit, readCursor(cursor, ["instant", "id"]));
  return pageOf(rows, limit, ({ createdAt, id }) => [createdAt, id], presentApiKey);
}
