import type { WaitlistRef } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { findBooking, lockBooking, moveBooking } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { moveEntry } from "./move-entry.ts";
import { openEntryToChange } from "./open-entry.ts";

/** Somebody waits no longer; time that is held for them is free again. */
export async function leaveWaitlist(ctx: Ctx, ref: WaitlistRef): Promise<void> {
  await ctx.transact(async (tx) => {
    const { entry, found } = await openEntryToChange(ctx, tx, ref, { scope: "bookings:write", desk: false });
    if (entry.status !== "waiting" && entry.status !== "offered") return;
    if (entry.offeredBookingId !== null) await letGo(ctx, tx, entry.offeredBookingId);
    await moveEntry(ctx, tx, entry, { status: "left", now: found.now });
  });
}

async function letGo(ctx: Ctx, tx: Tx, bookingId: string): Promise<void> {
  await lockBooking(tx, bookingId);
  const record = await findBooking(tx, bookingId, ctx.actor);
  if (record?.booking.status === "held") await moveBooking(ctx, tx, record, "release");
}
