import type { ClientRef } from "@salon/contracts";
import { allow, limitedTo } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { openSalon } from "../salon/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { maySeeClients } from "./policy.ts";
import { findClient } from "./queries.ts";
import type { ClientRow } from "./queries.ts";

type SeenClient = FoundSalon & { readonly client: ClientRow };

/** A stylist is told that somebody else's client is not theirs to see. Throws `forbidden`, `not_found`. */
export async function seeClient(ctx: Ctx, { salonId, clientId }: ClientRef): Promise<SeenClient> {
  const found = await openSalon(ctx, ctx.db, salonId, maySeeClients);
  const { salon, standing } = found;
  const limit = limitedTo(standing);
  const client = await findClient(ctx.db, salon.businessId, clientId, limit);
  if (client) return { ...found, client };
  const isOthers =
    limit !== null && (await findClient(ctx.db, salon.businessId, clientId, null)) !== undefined;
  if (isOthers) allow("forbidden", standing, "client");
  throw notFound("client");
}
