import type { Channel, NotificationKind } from "@salon/contracts";
import type { Db } from "@salon/db";
import { isOptional, isWanted } from "../rules.ts";
import { findOptOuts, findWishes } from "./queries.ts";

/** An account, or a client of a business without one. */
export type Whom = {
  readonly businessId: number;
  readonly userId?: string | null | undefined;
  readonly clientId?: string | null | undefined;
};

export type Wanted = (whom: Whom, kind: NotificationKind, channel: Channel) => boolean;

/** What these people want to be told, and by which way: two statements, however many they are. */
export async function findWanted(db: Db, people: readonly Whom[]): Promise<Wanted> {
  const wishes = await findWishes(
    db,
    people.flatMap(({ userId }) => userId ?? []),
  );
  const optOuts = await findOptOuts(
    db,
    people.map(({ businessId }) => businessId),
    people.flatMap(({ clientId }) => clientId ?? []),
  );
  return ({ userId, clientId }, kind, channel) =>
    userId
      ? isWanted(kind, channel, wishes.get(userId) ?? new Map())
      : !(isOptional(kind) && optOuts.has(`${clientId}:${kind}`));
}
