import type { Ctx } from "../context.ts";
import { forgetKeys } from "./queries.ts";

/** A day is promised; the rest is for clocks and retries that come late. */
const KEPT_HOURS = 26;

export async function forgetIdempotencyKeys(ctx: Ctx): Promise<void> {
  await ctx.transact((tx) => forgetKeys(tx, KEPT_HOURS));
}
