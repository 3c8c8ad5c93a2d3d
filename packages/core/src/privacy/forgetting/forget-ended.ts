import type { Ctx } from "../../context.ts";
import {
  deleteClosedInvitations,
  deleteEndedWaits,
  deleteEndedKeys,
  deleteOldDeliveries,
  deleteOldNotifications,
  deleteOldReports,
  deleteUnusedBookings,
} from "./queries.ts";

const BATCH = 500;
const FORGETS = [
  deleteEndedKeys,
  deleteClosedInvitations,
  deleteEndedWaits,
  deleteUnusedBookings,
  deleteOldDeliveries,
  deleteOldNotifications,
  deleteOldReports,
];

/** What ended so long ago that nobody asks for it, in small portions. */
export async function forgetEnded(ctx: Ctx): Promise<void> {
  for (const forget of FORGETS) while ((await ctx.transact((tx) => forget(tx, BATCH))) === BATCH);
}
