import type { Ctx } from "../context.ts";
import { deleteOver } from "./queries.ts";

/** Counters whose time is over. */
export async function forgetRateCounters(ctx: Ctx): Promise<void> {
  await ctx.transact(deleteOver);
}
