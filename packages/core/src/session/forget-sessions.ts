import type { Ctx } from "../context.ts";
import { deleteExpired } from "./queries.ts";

/** Sessions and mailed links whose time is over. */
export async function forgetSessions(ctx: Ctx): Promise<void> {
  await ctx.transact(deleteExpired);
}
