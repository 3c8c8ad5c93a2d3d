import type { Client, ClientRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { openSalon } from "../salon/index.ts";
import { limitedTo, maySeeClients } from "./policy.ts";
import { presentClient } from "./present.ts";
import { findClient } from "./queries.ts";

export async function getClient(ctx: Ctx, { salonId, clientId }: ClientRef): Promise<Client> {
  const { salon, role } = await openSalon(ctx, ctx.db, salonId, maySeeClients);
  const found = await findClient(ctx.db, salon.businessId, clientId, limitedTo({ actor: ctx.actor, role }));
  if (!found) throw notFound("client");
  return presentClient(found);
}
