import type { Tx } from "@salon/db";
import type { Ctx } from "../../context.ts";
import { moveBooking } from "../move-booking.ts";
import type { Move } from "../moves.ts";
import { findBookingsById } from "../queries.ts";
import { lockDue } from "./queries.ts";
import type { Due } from "./queries.ts";

const BATCH = 100;

/** Which move a booking makes by itself when its time has come. */
const MOVE_OF: Record<Due, Move> = { hold: "expire", approval: "expire", completion: "complete" };

/**
 * Expires holds and requests whose time is over and completes what was not touched an hour after its end, in every salon.
 * Holds that are over block nothing even before.
 */
export async function sweepDue(ctx: Ctx): Promise<{ swept: number }> {
  let swept = 0;
  for (const due of ["hold", "approval", "completion"] as const) {
    for (let batch = BATCH; batch === BATCH; swept += batch)
      batch = await ctx.transact((tx) => sweep(ctx, tx, due, null));
  }
  return { swept };
}

/** What has become due in one salon, in the transaction that moved its clock. */
export async function sweepSalon(
  ctx: Ctx,
  tx: Tx,
  salon: { readonly businessId: number; readonly id: string },
): Promise<void> {
  for (const due of ["hold", "approval", "completion"] as const) {
    while ((await sweep(ctx, tx, due, salon)) === BATCH);
  }
}

async function sweep(
  ctx: Ctx,
  tx: Tx,
  due: Due,
  salon: { readonly businessId: number; readonly id: string } | null,
): Promise<number> {
  const bookingIds = await lockDue(tx, due, salon, BATCH);
  if (bookingIds.length === 0) return 0;
  for (const record of await findBookingsById(tx, ctx.actor, bookingIds))
    await moveBooking(ctx, tx, record, MOVE_OF[due]);
  return bookingIds.length;
}
