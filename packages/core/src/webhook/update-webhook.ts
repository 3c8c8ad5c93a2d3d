import type { UpdateWebhook, Webhook } from "@salon/contracts";
import { given } from "../changes.ts";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import { readClock } from "../salon/index.ts";
import { expectAddress, openToSetWebhooks, openWebhookToChange } from "./index.ts";
import { wakeDeliveries } from "./delivery/queries.ts";
import { presentWebhook } from "./present.ts";
import { saveWebhook } from "./queries.ts";
import { webhookEvent } from "./webhook-event.ts";

const HEALTHY = { failingSince: null, retryAt: null };
const ACTIVE = { status: "active", pausedAt: null, pauseReason: null, ...HEALTHY } as const;

/** Changes an address, or pauses it; with `active` what is still to be delivered goes out at once. */
export async function updateWebhook(ctx: Ctx, input: UpdateWebhook): Promise<Webhook> {
  const { salonId, webhookId: _, ifVersion: __, status, ...changes } = input;
  if (changes.url !== undefined) await expectAddress(ctx, salonId, changes.url);
  return ctx.transact(async (tx) => {
    const { salon, now } = await openToSetWebhooks(ctx, tx, salonId);
    const before = await openWebhookToChange(tx, salon, input);
    const isPaused = status === "paused" && before.status === "active";
    const after = await saveWebhook(tx, before, {
      ...given(changes),
      ...(changes.url !== undefined && HEALTHY),
      ...(status === "active" && ACTIVE),
      ...(isPaused && { status, pausedAt: await readClock(tx), pauseReason: "asked" as const }),
    });
    if (status === "active") await wakeDeliveries(tx, after);
    await emit(
      ctx,
      tx,
      webhookEvent(isPaused ? "webhook.paused" : "webhook.updated", now, { before, after }),
    );
    return presentWebhook(after);
  });
}
