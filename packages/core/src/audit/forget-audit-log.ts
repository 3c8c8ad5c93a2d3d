import type { Ctx } from "../context.ts";
import { KEPT } from "../retention.ts";
import { deleteAuditRows } from "./queries.ts";

const BATCH = 1_000;

/** What was changed so long ago that nobody asks who did it, in small portions. */
export async function forgetAuditLog(ctx: Ctx): Promise<void> {
  while ((await ctx.transact((tx) => deleteAuditRows(tx, KEPT.auditRow, BATCH))) === BATCH);
}
