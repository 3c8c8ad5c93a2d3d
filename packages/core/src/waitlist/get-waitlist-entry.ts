import type { WaitlistEntry, WaitlistRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { openEntry } from "./open-entry.ts";
import { presentEntry } from "./present.ts";

export async function getWaitlistEntry(ctx: Ctx, ref: WaitlistRef): Promise<WaitlistEntry> {
  return presentEntry(await openEntry(ctx, ctx.db, ref, { scope: "bookings:read", desk: false }));
}
