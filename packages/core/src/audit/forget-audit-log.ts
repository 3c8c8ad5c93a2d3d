import type { Ctx } from "../context.ts";
import { deleteAuditRows } from "./queries.ts";

/** The database itself lets none go before two. */
const KEPT_YEARS = 3;
const BATCH = 1_000;

/** What was changed so long ago that nobody asks who did it, in small portions. */
export async function forgetAuditLog(ctx: Ctx): Promise<void> {
  while ((await ctx.transact((tx) => deleteAuditRows(tx, KEPT_YEARS, BATCH))) === BATCH);
}
