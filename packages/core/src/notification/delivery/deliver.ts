import type { Ctx } from "../../context.ts";
import type { ReachedDevice } from "../../device/index.ts";
import { Undeliverable } from "../../ports.ts";
import type { Visits } from "../message/compose.ts";
import { mailFor, readerOf, textFor } from "../message/mail.ts";
import type { Reached } from "../message/mail.ts";
import type { Failure } from "./judge.ts";
import { pushToDevices } from "./push.ts";
import { noteEnd, noteRetry, noteSent, showNotification } from "./queries.ts";
import type { Claimed } from "./queries.ts";

/** About a day, in ever longer pauses: half a minute, one, two, four … two hours. */
const ATTEMPTS = 18;
const [FIRST_PAUSE_S, LONGEST_PAUSE_S] = [30, 7_200];

/** Sends one message on its way; whoever claimed it later than this process sends it instead. */
export async function deliver(
  ctx: Ctx,
  claimed: Claimed,
  visits: Visits,
  devices: readonly ReachedDevice[],
): Promise<void> {
  const { delivery } = claimed;
  const reader = readerOf(claimed);
  switch (delivery.channel) {
    case "email":
      return deliverMail(ctx, claimed, visits, reader);
    case "in_app":
      return ctx.transact(async (tx) => {
        if (await noteSent(tx, delivery)) await showNotification(tx, delivery);
      });
    case "sms": {
      if (reader.phone === null) throw new Undeliverable("There is no number");
      await ctx.messengers.sms.send({
        id: delivery.id,
        to: reader.phone,
        text: textFor(ctx, claimed, visits, reader),
      });
      return ctx.transact(async (tx) => void (await noteSent(tx, delivery)));
    }
    case "push": {
      const isThere = await pushToDevices(ctx, claimed, visits, devices);
      if (!isThere) return skip(ctx, claimed, "no_device");
      return ctx.transact(async (tx) => void (await noteSent(tx, delivery)));
    }
  }
}

async function deliverMail(ctx: Ctx, claimed: Claimed, visits: Visits, reader: Reached): Promise<void> {
  const { delivery } = claimed;
  if (reader.email === null) throw new Undeliverable("There is no address");
  const mail = mailFor(ctx, claimed, visits, { ...reader, email: reader.email });
  let note = Promise.resolve();
  // The note commits right behind the mail's end: a process that dies leaves both, or neither.
  await ctx.mailer.send(mail, (release) => {
    note = ctx.transact(async (tx) => {
      if (!(await noteSent(tx, delivery))) throw new Undeliverable("Another process sends it");
      release();
    });
    return note;
  });
  // It is out by now, whatever became of the note.
  return note.catch(() => ctx.transact(async (tx) => void (await noteSent(tx, delivery))));
}

/** It is not to be sent any more. */
export async function skip(ctx: Ctx, { delivery }: Claimed, failure: Failure): Promise<void> {
  await ctx.transact((tx) => noteEnd(tx, delivery, { state: "skipped", failure }));
}

/** It is tried again after a pause, unless nobody is reached there, or it was tried for a day. */
export async function noteFailure(ctx: Ctx, { delivery }: Claimed, error: unknown): Promise<void> {
  const { attempts } = delivery;
  const isHopeless = error instanceof Undeliverable;
  await ctx.transact((tx) => {
    if (isHopeless) return noteEnd(tx, delivery, { state: "failed", failure: "no_address" });
    if (attempts >= ATTEMPTS) return noteEnd(tx, delivery, { state: "failed", failure: "refused" });
    return noteRetry(tx, delivery, pauseAfter(attempts));
  });
}

/** Jittered: what failed together is not tried again together. */
export function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_S * 2 ** (attempts - 1), LONGEST_PAUSE_S) * (0.8 + Math.random() * 0.4);
}
