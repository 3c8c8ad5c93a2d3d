import type { ListNotifications, Notification } from "@salon/contracts";
import { signedIn } from "../../access/index.ts";
import type { Ctx } from "../../context.ts";
import { pageOf, readCursor } from "../../cursor.ts";
import type { Page } from "../../cursor.ts";
import { readSequence, sequenceOf } from "../../event/index.ts";
import { findPerson } from "../../me/index.ts";
import { presentNotification } from "./present.ts";
import { findShown } from "./queries.ts";

/** What the signed-in person was told, newest first. */
export async function listNotifications(ctx: Ctx, filter: ListNotifications): Promise<Page<Notification>> {
  const userId = signedIn(ctx.actor);
  const [sequence] = readCursor(filter.cursor, ["text"]) ?? [];
  const before = sequence === undefined ? undefined : readSequence(sequence, "/cursor");
  const [person, rows] = await Promise.all([
    findPerson(ctx.db, userId),
    findShown(ctx.db, userId, filter, before),
  ]);
  return pageOf(
    rows,
    filter.limit,
    (row) => [sequenceOf({ ...row, transactionId: BigInt(row.transactionId) })],
    (row) => presentNotification(row, person?.locale ?? null),
  );
}
