import type { NewWebhook, RotateWebhookSecret } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import { readClock } from "../salon/index.ts";
import { openToSetWebhooks, openWebhookToChange } from "./index.ts";
import { presentWebhook } from "./present.ts";
import { saveWebhook } from "./queries.ts";
import { newSecret } from "./secrets.ts";
import { webhookEvent } from "./webhook-event.ts";

const MINUTE_MS = 60_000;

/** A new secret, told once; for a while messages carry the old one's signature too. */
export async function rotateWebhookSecret(ctx: Ctx, input: RotateWebhookSecret): Promise<NewWebhook> {
  const { salonId, overlapMinutes } = input;
  return ctx.transact(async (tx) => {
    const { salon, now } = await openToSetWebhooks(ctx, tx, salonId);
    const before = await openWebhookToChange(tx, salon, input);
    const secret = newSecret();
    const until = new Date((await readClock(tx)).getTime() + overlapMinutes * MINUTE_MS);
    const after = await saveWebhook(tx, before, {
      secret: ctx.sealer.seal(secret, before.id),
      previousSecret: overlapMinutes === 0 ? null : before.secret,
      previousSecretUntil: overlapMinutes === 0 ? null : until,
    });
    await emit(ctx, tx, webhookEvent("webhook.rotated", now, { before, after }));
    return { ...presentWebhook(after), secret };
  });
}
