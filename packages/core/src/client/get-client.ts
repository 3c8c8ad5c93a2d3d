import type { ClientRecord, ClientRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { presentClient } from "./present.ts";
import { seeClient } from "./see-client.ts";
import { countVisits } from "./visits/queries.ts";

export async function getClient(ctx: Ctx, ref: ClientRef): Promise<ClientRecord> {
  const { client } = await seeClient(ctx, ref);
  return { ...presentClient(client), visits: await countVisits(ctx.db, client) };
}
