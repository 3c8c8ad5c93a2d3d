import { findBookingsById } from "../../booking/index.ts";
import type { Ctx } from "../../context.ts";
import { reachedDevices } from "../../device/index.ts";
import type { ReachedDevice } from "../../device/index.ts";
import type { Visits } from "../message/compose.ts";
import { readerOf } from "../message/mail.ts";
import { findWanted } from "../preferences/find-wanted.ts";
import type { Whom } from "../preferences/find-wanted.ts";
import { deliver, noteFailure, skip } from "./deliver.ts";
import { whyNot } from "./judge.ts";
import { claimDue, findClaimed, findFlooded, findReviewed, isAnyDue } from "./queries.ts";
import type { Claimed } from "./queries.ts";

const BATCH = 20;
/** Longer than a mail's server may take; what a killed worker had claimed is another's within a minute. */
const CLAIM = "25 seconds";
/** Whoever books as a guest may write anybody's address: more than this within a day is no visitor's. */
const A_DAY = 20;

/** Sends what is due, on whichever way. Tells whether there may be more at once. */
export async function sendNotifications(ctx: Ctx): Promise<boolean> {
  if (!(await isAnyDue(ctx.db))) return false;
  const claimed = await ctx.transact((tx) => claimDue(tx, BATCH, CLAIM));
  const found = await findClaimed(ctx.db, claimed);
  const notifications = found.map(({ notification }) => notification);
  const records = await findBookingsById(
    ctx.db,
    ctx.actor,
    notifications.flatMap(({ subjectId, bookingIds }) => [subjectId, ...(bookingIds ?? [])]),
  );
  const reviewed = await findReviewed(
    ctx.db,
    records.map(({ booking }) => booking),
  );
  const flooded = await findFlooded(
    ctx.db,
    found.flatMap(({ client }) => [client?.email ?? [], client?.phone ?? []].flat()),
    A_DAY,
  );
  const known = { reviewed, flooded, sandboxesTellAnybody: ctx.settings.sandboxesTellAnybody };
  const bookings = new Map(records.map((record) => [record.booking.id, record]));
  const wanted = await findWanted(ctx, found.map(whomOf));
  const devices = await reachedDevices(ctx, found.flatMap(pushedTo));
  const send = async (one: Claimed) => {
    const { subjectId, bookingIds } = one.notification;
    const record = bookings.get(subjectId);
    const others = (bookingIds ?? []).filter((id) => id !== subjectId);
    const isWanted = wanted(whomOf(one), one.notification.kind, one.delivery.channel);
    const reason = isWanted ? whyNot(one, record, known) : "switched_off";
    if (reason !== undefined || !record) return skip(ctx, one, reason ?? "over");
    const visits: Visits = [record, ...others.flatMap((id) => bookings.get(id) ?? [])];
    return attempt(ctx, one, visits, devices.get(one.notification.userId ?? "") ?? []);
  };
  // What one person is told comes in the order in which it happened.
  const byReader = Map.groupBy(found, (one) => readerOf(one).email);
  await Promise.all(
    [...byReader.values()].map(async (messages) => {
      for (const one of messages) await send(one);
    }),
  );
  return claimed.length === BATCH;
}

function pushedTo({ delivery, notification }: Claimed): string[] {
  return delivery.channel === "push" && notification.userId !== null ? [notification.userId] : [];
}

function whomOf({ notification, client }: Claimed): Whom {
  return { ...notification, email: client?.email ?? null };
}

async function attempt(
  ctx: Ctx,
  claimed: Claimed,
  visits: Visits,
  devices: readonly ReachedDevice[],
): Promise<void> {
  try {
    await deliver(ctx, claimed, visits, devices);
  } catch (error) {
    await noteFailure(ctx, claimed, error);
  }
}
