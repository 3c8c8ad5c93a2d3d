import type { ClientRecord, ClientRef } from "@salon/contracts";
import { limitedTo } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { presentClient } from "./present.ts";
import { seeClient } from "./see-client.ts";
import { countVisits } from "./visits/queries.ts";

/** A stylist is told of visits as of bookings: those in the own calendar. */
export async function getClient(ctx: Ctx, ref: ClientRef): Promise<ClientRecord> {
  const { client, standing } = await seeClient(ctx, ref);
  return { ...presentClient(client), visits: await countVisits(ctx.db, client, limitedTo(standing)) };
}
