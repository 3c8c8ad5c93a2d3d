import type { Client, ClientRef } from "@salon/contracts";
import { limitedTo } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { openSalon } from "../salon/index.ts";
import { maySeeClients } from "./policy.ts";
import { presentClient } from "./present.ts";
import { findClient } from "./queries.ts";

export async function getClient(ctx: Ctx, { salonId, clientId }: ClientRef): Promise<Client> {
  const { salon, standing } = await openSalon(ctx, ctx.db, salonId, maySeeClients);
  const found = await findClient(ctx.db, salon.businessId, clientId, limitedTo(standing));
  if (!found) throw notFound("client");
  return presentClient(found);
}
