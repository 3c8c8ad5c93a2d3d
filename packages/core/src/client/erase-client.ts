import type { EraseClient } from "@salon/contracts";
import { tellOfBookings } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, expectVersion, notFound } from "../errors.ts";
import { emit } from "../event/index.ts";
import { eraseClientRecord } from "../privacy/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { clientErased } from "./index.ts";
import { mayEraseClients } from "./policy.ts";
import { hasOpenBookings, lockClients } from "./queries.ts";

/**
 * Forgets somebody whom the business served, in all of its salons: their record, those merged into it, the notes of
 * their visits. Sums stay, and so does an account. Throws `in_use` while a visit is open: it is cancelled or completed first.
 */
export async function eraseClient(ctx: Ctx, { salonId, clientId, ifVersion }: EraseClient): Promise<void> {
  await ctx.transact(async (tx) => {
    const { salon, now } = await openSalonToChange(ctx, tx, salonId, mayEraseClients);
    const [client] = await lockClients(tx, salon.businessId, [clientId]);
    if (!client) throw notFound("client");
    expectVersion(client.version, ifVersion);
    if (await hasOpenBookings(tx, client, now))
      throw new DomainError("in_use", "They have visits to come, or one that is not completed yet.");
    const emptied = await eraseClientRecord(tx, client);
    await tellOfBookings(ctx, tx, emptied, { type: "booking.updated", now, former: {} });
    await emit(ctx, tx, clientErased({ salon, now }, client));
  });
}
