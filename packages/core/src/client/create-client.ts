import type { Client, CreateClient } from "@salon/contracts";
import { insertCalendar } from "../calendar/index.ts";
import type { Ctx } from "../context.ts";
import { clientCreated, emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { mayEditClients } from "./policy.ts";
import { presentClient } from "./present.ts";
import { insertClient } from "./queries.ts";

/** Always a new record: the salon's people merge duplicates. */
export async function createClient(ctx: Ctx, { salonId, ...values }: CreateClient): Promise<Client> {
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditClients);
    const { businessId } = found.salon;
    const calendarId = await insertCalendar(tx, businessId, "client");
    const created = presentClient(await insertClient(tx, { businessId, calendarId }, values));
    await emit(ctx, tx, clientCreated(found, created));
    return created;
  });
}
