import type { ClientIntake, ClientRef } from "@salon/contracts";
import { seeClient } from "../client/index.ts";
import type { Ctx } from "../context.ts";
import { formAhead } from "./asked.ts";
import { presentIntake } from "./present.ts";
import { findForm, findIntake } from "./queries.ts";

/** What a client told the salon. Throws `forbidden`, `not_found`. */
export async function getClientIntake(ctx: Ctx, ref: ClientRef): Promise<ClientIntake> {
  const { salon, client, now } = await seeClient(ctx, ref);
  const key = { businessId: salon.businessId, salonId: salon.id, clientId: client.id };
  const due = await formAhead(ctx.db, await findForm(ctx.db, salon), key);
  return presentIntake(due, await findIntake(ctx.db, key), now);
}
