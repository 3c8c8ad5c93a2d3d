import type { ReplayWebhook, WebhookReplay } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { emit } from "../../event/index.ts";
import { openToKeepWebhooks, openWebhookToChange } from "../index.ts";
import { isTold } from "./plan-webhooks.ts";
import { findEventsBetween, insertDeliveries } from "./queries.ts";
import { expectActive, replayed } from "./replayed.ts";

const MOST = 1_000;

/** Sends what happened in a time again, under the same ids. Throws `invalid_transition` for a paused address. */
export async function replayWebhook(ctx: Ctx, input: ReplayWebhook): Promise<WebhookReplay> {
  const { salonId, webhookId, from, to } = input;
  return ctx.transact(async (tx) => {
    const { salon, now } = await openToKeepWebhooks(ctx, tx, salonId);
    const webhook = await openWebhookToChange(tx, salon, { webhookId });
    expectActive(webhook);
    const found = await findEventsBetween(tx, salon, { from, to }, MOST + 1);
    const told = found.slice(0, MOST).filter((event) => isTold(webhook, event));
    await insertDeliveries(
      tx,
      told.map(({ id: eventId }) => ({ webhook, eventId })),
    );
    await emit(ctx, tx, replayed(webhook, now, { from, to, events: told.length }));
    return { events: told.length, nextFrom: found[MOST]?.occurredAt ?? null };
  });
}
