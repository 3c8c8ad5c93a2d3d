import type { Notification, WatchNotifications } from "@salon/contracts";
import { signedIn } from "../../access/index.ts";
import type { Ctx } from "../../context.ts";
import { sequenceOf, watch } from "../../event/index.ts";
import type { Watch } from "../../event/index.ts";
import { findPerson } from "../../me/index.ts";
import { presentNotification } from "./present.ts";
import { findAfter, isMoreAfter } from "./queries.ts";

export type SequencedNotification = { readonly sequence: string; readonly notification: Notification };

/** What the signed-in person is told, as it comes. */
export async function watchNotifications(
  ctx: Ctx,
  { lastEventId }: WatchNotifications,
  how: Watch = {},
): Promise<AsyncGenerator<SequencedNotification, void>> {
  const userId = signedIn(ctx.actor);
  const open = async ({ actor, db }: Ctx) => {
    signedIn(actor);
    return { locale: (await findPerson(db, userId))?.locale ?? null };
  };
  const batches = await watch(ctx, { ...how, lastEventId }, open, () => ({
    find: (after, limit) => findAfter(ctx.db, userId, after, limit),
    isMoreAfter: (place) => isMoreAfter(ctx.db, userId, place),
  }));
  return (async function* () {
    for await (const { view, rows } of batches)
      for (const row of rows)
        yield {
          sequence: sequenceOf({ ...row, transactionId: BigInt(row.transactionId) }),
          notification: presentNotification(row, view.locale),
        };
  })();
}
