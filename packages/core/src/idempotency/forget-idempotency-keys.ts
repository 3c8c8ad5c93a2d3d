import type { Ctx } from "../context.ts";
import { KEPT } from "../retention.ts";
import { forgetKeys } from "./queries.ts";

export async function forgetIdempotencyKeys(ctx: Ctx): Promise<void> {
  await ctx.transact((tx) => forgetKeys(tx, KEPT.idempotencyKey));
}
