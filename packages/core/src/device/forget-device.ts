import { audit } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { deviceRemoved } from "./present.ts";
import { deleteDevice } from "./queries.ts";

/** Its maker's service knows it no more. */
export async function forgetDevice(ctx: Ctx, deviceId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const removed = await deleteDevice(tx, deviceId);
    if (removed) await audit(ctx, tx, deviceRemoved(removed));
  });
}
