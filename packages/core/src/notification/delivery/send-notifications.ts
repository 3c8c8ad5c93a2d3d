import { findBookingsById } from "../../booking/index.ts";
import type { BookingRecord } from "../../booking/index.ts";
import type { Ctx } from "../../context.ts";
import { findWishes } from "../planning/queries.ts";
import type { Wishes } from "../rules.ts";
import { whyNot } from "./judge.ts";
import { claimDue, findClaimed, isAnyDue } from "./queries.ts";
import type { Claimed } from "./queries.ts";
import { deliver, noteFailure, skip } from "./deliver.ts";

const BATCH = 20;
/** Longer than a mail's server may take; what a killed worker had claimed is another's within a minute. */
const CLAIM = "25 seconds";

/** Sends what is due, on whichever way. Tells whether there may be more at once. */
export async function sendNotifications(ctx: Ctx): Promise<boolean> {
  if (!(await isAnyDue(ctx.db))) return false;
  const claimed = await ctx.transact((tx) => claimDue(tx, BATCH, CLAIM));
  const found = await findClaimed(ctx.db, claimed);
  const records = await findBookingsById(
    ctx.db,
    ctx.actor,
    found.map(({ notification }) => notification.subjectId),
  );
  const wishes = await findWishes(
    ctx.db,
    found.flatMap(({ notification }) => notification.userId ?? []),
  );
  const byId = new Map(records.map((record) => [record.booking.id, record]));
  await Promise.all(
    found.map((one) =>
      attempt(
        ctx,
        one,
        byId.get(one.notification.subjectId),
        wishes.get(one.notification.userId ?? "") ?? NONE,
      ),
    ),
  );
  return claimed.length === BATCH;
}

const NONE: Wishes = new Map();

async function attempt(
  ctx: Ctx,
  claimed: Claimed,
  record: BookingRecord | undefined,
  wishes: Wishes,
): Promise<void> {
  const reason = whyNot(claimed, record, wishes);
  if (reason !== undefined || !record) return skip(ctx, claimed, reason ?? "over");
  try {
    await deliver(ctx, claimed, record);
  } catch (error) {
    await noteFailure(ctx, claimed, error);
  }
}
