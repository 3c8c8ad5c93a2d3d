import type { Channel, NotificationKind } from "@salon/contracts";
import type { Db } from "@salon/db";
import type { Ctx } from "../../context.ts";
import { isOptional, isWanted } from "../rules.ts";
import { markAddress } from "./mark-address.ts";
import { findAddressOptOuts, findOptOuts, findWishes } from "./queries.ts";

/** An account, or a client of a business without one, and the client's address. */
export type Whom = {
  readonly businessId: number;
  readonly userId?: string | null | undefined;
  readonly clientId?: string | null | undefined;
  readonly email: string | null;
};

export type Wanted = (whom: Whom, kind: NotificationKind, channel: Channel) => boolean;

/** What these people want to be told, and by which way: three statements, however many they are. */
export async function findWanted(
  { db, links }: Pick<Ctx, "links"> & { readonly db: Db },
  people: readonly Whom[],
): Promise<Wanted> {
  const wishes = await findWishes(
    db,
    people.flatMap(({ userId }) => userId ?? []),
  );
  const clients = people.filter(({ clientId }) => clientId);
  const optOuts = await findOptOuts(
    db,
    clients.map(({ businessId }) => businessId),
    clients.flatMap(({ clientId }) => clientId ?? []),
  );
  const marks = new Map(
    clients.flatMap((one) =>
      one.email === null ? [] : [[one.clientId, markAddress({ links }, one.businessId, one.email)]],
    ),
  );
  const atAddresses = await findAddressOptOuts(
    db,
    clients.map(({ businessId }) => businessId),
    [...marks.values()],
  );
  const isOut = (clientId: Whom["clientId"], kind: NotificationKind) =>
    optOuts.has(`${clientId}:${kind}`) || atAddresses.has(`${marks.get(clientId)?.toString("hex")}:${kind}`);
  return ({ userId, clientId }, kind, channel) =>
    userId
      ? isWanted(kind, channel, wishes.get(userId) ?? new Map())
      : !(isOptional(kind) && isOut(clientId, kind));
}
