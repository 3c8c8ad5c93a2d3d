import type { Ctx } from "../context.ts";
import { moveEntry } from "./move-entry.ts";
import { lockOver } from "./queries.ts";

const BATCH = 100;

/** Ends the wait of those whose days are over. */
export async function expireWaitlist(ctx: Ctx): Promise<void> {
  for (let batch = BATCH; batch === BATCH;)
    batch = await ctx.transact(async (tx) => {
      const over = await lockOver(tx, BATCH);
      for (const entry of over) await moveEntry(ctx, tx, entry, { status: "expired", now: entry.endsAt });
      return over.length;
    });
}
