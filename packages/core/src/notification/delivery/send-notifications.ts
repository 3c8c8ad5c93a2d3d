import { findBookingsById } from "../../booking/index.ts";
import type { BookingRecord } from "../../booking/index.ts";
import type { Ctx } from "../../context.ts";
import { readerOf } from "../message/mail.ts";
import { findWanted } from "../preferences/find-wanted.ts";
import { deliver, noteFailure, skip } from "./deliver.ts";
import { whyNot } from "./judge.ts";
import { claimDue, findClaimed, isAnyDue } from "./queries.ts";
import type { Claimed } from "./queries.ts";

const BATCH = 20;
/** Longer than a mail's server may take; what a killed worker had claimed is another's within a minute. */
const CLAIM = "25 seconds";

/** Sends what is due, on whichever way. Tells whether there may be more at once. */
export async function sendNotifications(ctx: Ctx): Promise<boolean> {
  if (!(await isAnyDue(ctx.db))) return false;
  const claimed = await ctx.transact((tx) => claimDue(tx, BATCH, CLAIM));
  const found = await findClaimed(ctx.db, claimed);
  const notifications = found.map(({ notification }) => notification);
  const records = await findBookingsById(
    ctx.db,
    ctx.actor,
    notifications.map(({ subjectId }) => subjectId),
  );
  const bookings = new Map(records.map((record) => [record.booking.id, record]));
  const wanted = await findWanted(ctx.db, notifications);
  // What one person is told comes in the order in which it happened.
  const byReader = Map.groupBy(found, (one) => readerOf(one).email);
  await Promise.all(
    [...byReader.values()].map(async (messages) => {
      for (const one of messages) {
        const { notification, delivery } = one;
        const isWanted = wanted(notification, notification.kind, delivery.channel);
        await attempt(ctx, one, isWanted, bookings.get(notification.subjectId));
      }
    }),
  );
  return claimed.length === BATCH;
}

async function attempt(
  ctx: Ctx,
  claimed: Claimed,
  isWanted: boolean,
  record: BookingRecord | undefined,
): Promise<void> {
  if (!isWanted) return skip(ctx, claimed, "switched_off");
  if (!record) return skip(ctx, claimed, "over");
  const reason = whyNot(claimed, record);
  if (reason !== undefined) return skip(ctx, claimed, reason);
  try {
    await deliver(ctx, claimed, record);
  } catch (error) {
    await noteFailure(ctx, claimed, error);
  }
}
