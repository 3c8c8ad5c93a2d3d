import { audit } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import type { PushTarget } from "../ports.ts";
import { deviceRemoved } from "./present.ts";
import { deleteDevice, findReached } from "./queries.ts";
import { unsealToken } from "./token.ts";

export { findUsersReached } from "./queries.ts";

/** Where pushes to somebody go. */
export type ReachedDevice = {
  readonly id: string;
  readonly locale: string | null;
  readonly target: PushTarget;
};

/** By account, where these people get pushes by now: a statement, however many they are. */
export async function reachedDevices(
  { db, sealer }: Pick<Ctx, "db" | "sealer">,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ReachedDevice[]>> {
  if (userIds.length === 0) return new Map();
  const byPerson = Map.groupBy(await findReached(db, userIds), ({ userId }) => userId);
  return new Map(
    [...byPerson].map(([userId, rows]) => [
      userId,
      rows.flatMap(({ id, locale, platform, ...kept }) => {
        const token = unsealToken(sealer, kept);
        return token === undefined ? [] : [{ id, locale, target: { platform, token } }];
      }),
    ]),
  );
}

/** Its maker's service knows it no more. */
export async function forgetDevice(ctx: Ctx, deviceId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const removed = await deleteDevice(tx, deviceId);
    if (removed) await audit(ctx, tx, deviceRemoved(removed));
  });
}
