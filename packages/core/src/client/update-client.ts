import type { Client, UpdateClient } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { expectVersion, notFound } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { mayEditClients } from "./policy.ts";
import { presentClient } from "./present.ts";
import { lockClients, saveClient } from "./queries.ts";
import { changedFields } from "./rules.ts";

/** The event names the fields that changed and not their values, which are personal. */
export async function updateClient(ctx: Ctx, input: UpdateClient): Promise<Client> {
  const { salonId, clientId, ifVersion, ...changes } = input;
  return ctx.transact(async (tx) => {
    const { salon, now } = await openSalonToChange(ctx, tx, salonId, mayEditClients);
    const [client] = await lockClients(tx, salon.businessId, [clientId]);
    if (!client) throw notFound("client");
    expectVersion(client.version, ifVersion);
    const changed = changedFields(client, changes);
    if (changed.length === 0) return presentClient(client);
    const saved = presentClient(await saveClient(tx, client, changes));
    await emit(ctx, tx, {
      type: "client.updated",
      salon,
      subjectId: client.id,
      occurredAt: now,
      data: { id: client.id, version: saved.version, changed },
      previous: { version: client.version },
      audit: { before: presentClient(client), after: saved },
    });
    return saved;
  });
}
