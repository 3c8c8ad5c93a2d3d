import type { ClientRecord, ClientRef } from "@salon/contracts";
import { allow, limitedTo } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { openSalon } from "../salon/index.ts";
import { maySeeClients } from "./policy.ts";
import { presentClient } from "./present.ts";
import { findClient } from "./queries.ts";
import { countVisits } from "./visits/queries.ts";

/** A stylist is told that somebody else's client is not theirs to see. Throws `forbidden`, `not_found`. */
export async function getClient(ctx: Ctx, { salonId, clientId }: ClientRef): Promise<ClientRecord> {
  const { salon, standing } = await openSalon(ctx, ctx.db, salonId, maySeeClients);
  const limit = limitedTo(standing);
  const found = await findClient(ctx.db, salon.businessId, clientId, limit);
  if (found) return { ...presentClient(found), visits: await countVisits(ctx.db, found) };
  const isOthers =
    limit !== null && (await findClient(ctx.db, salon.businessId, clientId, null)) !== undefined;
  if (isOthers) allow("forbidden", standing, "client");
  throw notFound("client");
}
