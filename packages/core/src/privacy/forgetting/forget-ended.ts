import type { Ctx } from "../../context.ts";
import {
  deleteClosedInvitations,
  deleteEndedKeys,
  deleteOldDeliveries,
  deleteUnusedBookings,
} from "./queries.ts";

const BATCH = 500;

/** API keys, invitations, holds and deliveries that ended so long ago that nobody asks for them, in small portions. */
export async function forgetEnded(ctx: Ctx): Promise<void> {
  for (const forget of [deleteEndedKeys, deleteClosedInvitations, deleteUnusedBookings, deleteOldDeliveries])
    while ((await ctx.transact((tx) => forget(tx, BATCH))) === BATCH);
}
