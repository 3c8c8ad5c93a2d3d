import type { DeviceRef } from "@salon/contracts";
import { expectNoImpersonation, signedIn } from "../access/index.ts";
import { audit } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { deviceRemoved } from "./present.ts";
import { deleteDevice } from "./queries.ts";

/** No more pushes there; the session stays. Throws `not_found` for one that is not the caller's. */
export async function removeDevice(ctx: Ctx, { deviceId }: DeviceRef): Promise<void> {
  const userId = signedIn(ctx.actor);
  await ctx.transact(async (tx) => {
    const removed = await deleteDevice(tx, deviceId, userId);
    if (!removed) throw notFound("device");
    expectNoImpersonation(ctx.actor);
    await audit(ctx, tx, deviceRemoved(removed));
  });
}
