import type { Ctx } from "../../context.ts";
import { forgetDevice } from "../../device/index.ts";
import type { ReachedDevice } from "../../device/index.ts";
import { Undeliverable } from "../../ports.ts";
import type { Visits } from "../message/compose.ts";
import { pushFor } from "../message/push.ts";
import type { Claimed } from "./queries.ts";
import { noteDevice } from "./queries.ts";

/**
 * Pushes to each device that does not have it yet, and notes each by itself: what fails at one is tried again there alone.
 * A device that its maker's service knows no more is forgotten. False where there is none that has it.
 */
export async function pushToDevices(
  ctx: Ctx,
  claimed: Claimed,
  visits: Visits,
  devices: readonly ReachedDevice[],
): Promise<boolean> {
  const { sentTo } = claimed.delivery;
  const left = devices.filter(({ id }) => !sentTo.includes(id));
  const tried = await Promise.allSettled(left.map((device) => pushTo(ctx, claimed, visits, device)));
  const failed = tried.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  return sentTo.length > 0 || tried.some((one) => one.status === "fulfilled" && one.value);
}

async function pushTo(ctx: Ctx, claimed: Claimed, visits: Visits, device: ReachedDevice): Promise<boolean> {
  try {
    await ctx.messengers.push.send(pushFor(claimed, visits, device));
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    await forgetDevice(ctx, device.id);
    return false;
  }
  await ctx.transact((tx) => noteDevice(tx, claimed.delivery, device.id));
  return true;
}
