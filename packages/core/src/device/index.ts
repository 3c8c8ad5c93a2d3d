import type { Ctx } from "../context.ts";
import type { PushTarget } from "../ports.ts";
import { findReached } from "./queries.ts";
import { unsealToken } from "./token.ts";

export { forgetDevice } from "./forget-device.ts";
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
