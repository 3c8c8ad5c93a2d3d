import type { BlockClient, Client, UnblockClient } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { expectVersion, notFound } from "../../errors.ts";
import { emit } from "../../event/index.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { mayBlockClients } from "../policy.ts";
import { presentClient } from "../present.ts";
import { lockClients, saveClient } from "../queries.ts";
import type { ClientRow } from "../queries.ts";

/** Whoever has their account, address or number books nothing online any more; what is booked stays. */
export async function blockClient(ctx: Ctx, { reason, ...input }: BlockClient): Promise<Client> {
  return setBlock(ctx, input, "client.blocked", ({ blockedAt, blockReason }, now) => ({
    blockedAt: blockedAt ?? now,
    blockReason: reason === undefined ? blockReason : reason,
  }));
}

export async function unblockClient(ctx: Ctx, input: UnblockClient): Promise<Client> {
  return setBlock(ctx, input, "client.unblocked", () => ({ blockedAt: null, blockReason: null }));
}

type Block = Pick<ClientRow, "blockedAt" | "blockReason">;

async function setBlock(
  ctx: Ctx,
  { salonId, clientId, ifVersion }: UnblockClient,
  action: "client.blocked" | "client.unblocked",
  change: (client: Block, now: Date) => Block,
): Promise<Client> {
  return ctx.transact(async (tx) => {
    const { salon, now } = await openSalonToChange(ctx, tx, salonId, mayBlockClients);
    const [client] = await lockClients(tx, salon.businessId, [clientId]);
    if (!client) throw notFound("client");
    expectVersion(client.version, ifVersion);
    const block = change(client, now);
    if (block.blockedAt === client.blockedAt && block.blockReason === client.blockReason)
      return presentClient(client);
    const saved = presentClient(await saveClient(tx, client, block));
    await emit(ctx, tx, {
      type: "client.updated",
      salon,
      subjectId: client.id,
      occurredAt: now,
      data: { id: client.id, version: saved.version, changed: ["blockedAt"] },
      previous: { version: client.version },
      audit: { action, before: presentClient(client), after: saved },
    });
    return saved;
  });
}
