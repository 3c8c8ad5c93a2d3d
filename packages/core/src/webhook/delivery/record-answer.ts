import type { Tx } from "@salon/db";
import type { Ctx } from "../../context.ts";
import { emit } from "../../event/index.ts";
import { findItsSalon, readClock } from "../../salon/index.ts";
import type { WebhookAnswer } from "../ports.ts";
import { lockWebhook, noteHealth, saveWebhook } from "../queries.ts";
import type { WebhookRow } from "../queries.ts";
import { webhookEvent } from "../webhook-event.ts";
import { saveAttempt, wakeDeliveries } from "./queries.ts";
import type { Sending } from "./queries.ts";
import { isGivenUp, isOutage, outcomeOf, waitMs } from "./rules.ts";

/** Keeps what came of an attempt, and what it says of the address; nothing of one that was deleted meanwhile. */
export async function recordAnswer(ctx: Ctx, sending: Sending, answer: WebhookAnswer): Promise<void> {
  const isPaused = await ctx.begin(async (tx) => {
    const webhook = await lockWebhook(tx, sending.webhook);
    if (!webhook) return false;
    const now = await readClock(tx);
    return outcomeOf(answer) === "delivered"
      ? succeed(tx, { sending, webhook, answer, now })
      : fail(ctx, tx, { sending, webhook, answer, now });
  });
  if (isPaused) ctx.announce();
}

type Answered = {
  readonly sending: Sending;
  readonly webhook: WebhookRow;
  readonly answer: WebhookAnswer;
  readonly now: Date;
};

async function succeed(tx: Tx, { sending, webhook, answer, now }: Answered): Promise<false> {
  await saveAttempt(tx, sending.delivery, attemptOf(answer, now), { status: "delivered", deliveredAt: now });
  const { failingSince } = webhook;
  if (!failingSince) return false;
  await noteHealth(tx, webhook, { failingSince: null, retryAt: null });
  if (isOutage(msBetween(failingSince, now))) await wakeDeliveries(tx, webhook);
  return false;
}

/** An address that has failed for too long is paused, and what waits for it stays; one message alone is given up. */
async function fail(ctx: Ctx, tx: Tx, { sending, webhook, answer, now }: Answered): Promise<boolean> {
  const attempt = attemptOf(answer, now);
  const firstAt = new Date(sending.delivery.attempts[0]?.at ?? now);
  const failingSince = webhook.failingSince ?? now;
  const [ownMs, itsMs] = [msBetween(firstAt, now), msBetween(failingSince, now)];
  const reason = outcomeOf(answer) === "gone" ? "gone" : isGivenUp(itsMs) ? "failing" : null;
  const isFailed = reason === null && isGivenUp(ownMs);
  await saveAttempt(
    tx,
    sending.delivery,
    attempt,
    isFailed ? { status: "failed" } : { nextAttemptAt: later(now, waitMs(ownMs, Math.random())) },
  );
  await noteHealth(tx, webhook, { failingSince, retryAt: later(now, waitMs(itsMs, Math.random())) });
  if (!reason || webhook.status === "paused") return false;
  const after = await saveWebhook(tx, webhook, { status: "paused", pausedAt: now, pauseReason: reason });
  const salon = await findItsSalon(ctx, tx, webhook.salonId);
  await emit(ctx, tx, webhookEvent("webhook.paused", salon.now, { before: webhook, after }));
  return true;
}

function attemptOf({ status, ms, error }: WebhookAnswer, now: Date) {
  return { at: new Date(now.getTime() - ms).toISOString(), status, ms, error };
}

function msBetween(from: Date, to: Date): number {
  return to.getTime() - from.getTime();
}

function later(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}
