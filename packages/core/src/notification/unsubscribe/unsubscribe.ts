import type { Unsubscribe, Unsubscribed } from "@salon/contracts";
import { audit } from "../../audit/index.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { findPerson } from "../../me/index.ts";
import { markAddress } from "../preferences/mark-address.ts";
import { findClient, insertAddressOptOut, insertOptOut } from "../preferences/queries.ts";
import { change } from "../preferences/set-preferences.ts";
import { readStop } from "./token.ts";

/** Ends mails of one kind for whoever got the link, signed in or not. Throws `link_expired`. */
export async function unsubscribe(ctx: Ctx, { token }: Unsubscribe): Promise<Unsubscribed> {
  const stop = readStop(ctx.links, token);
  if (!stop) throw new DomainError("link_expired", "This is no link of a mail of ours.");
  const { kind } = stop;
  await ctx.transact(async (tx) => {
    if ("userId" in stop) {
      if (await findPerson(tx, stop.userId))
        await change(ctx, tx, stop.userId, [{ kind, channel: "email", enabled: false }]);
      return;
    }
    const client = await findClient(tx, stop.clientId);
    if (!client) return;
    // Guests who book again are new clients with the same address.
    if (client.email !== null)
      await insertAddressOptOut(tx, client, markAddress(ctx, client.businessId, client.email), kind);
    if (await insertOptOut(tx, client, kind))
      await audit(ctx, tx, {
        action: "client.unsubscribed",
        salon: null,
        subject: { type: "client", id: client.id },
        before: { [kind]: true },
        after: { [kind]: false },
      });
  });
  return { kind };
}
