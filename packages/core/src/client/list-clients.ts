import type { Client, ListClients } from "@salon/contracts";
import { limitedTo } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { pageOf, readCursor } from "../cursor.ts";
import type { Page } from "../cursor.ts";
import { openSalon } from "../salon/index.ts";
import { maySeeClients } from "./policy.ts";
import { presentClient } from "./present.ts";
import { findClients } from "./queries.ts";

/** Whom the business serves, in any of its salons. */
export async function listClients(
  ctx: Ctx,
  { salonId, cursor, ...wanted }: ListClients,
): Promise<Page<Client>> {
  const { salon, standing } = await openSalon(ctx, ctx.db, salonId, maySeeClients);
  const ownerId = limitedTo(standing);
  const after = readCursor(cursor, ["instant", "id"]);
  const rows = await findClients(ctx.db, salon.businessId, { ...wanted, ownerId, after });
  const since = wanted.updatedSince ? "updatedAt" : "createdAt";
  return pageOf(rows, wanted.limit, (row) => [row[since], row.id], presentClient);
}
