import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx } from "../../context.ts";
import type { WebhookAnswer } from "../ports.ts";
import { liveSecrets } from "../secrets.ts";
import { messagesOf } from "./message.ts";
import { claim, findDue, findSendings } from "./queries.ts";
import type { Sending } from "./queries.ts";
import { recordAnswer } from "./record-answer.ts";

/** On their way at once: those who hang take a place for ten seconds each. */
const MOST = 200;
/** To one address. */
const MOST_EACH = 4;
/** How long what has come since may wait for those who are slow. */
const LOOK_MS = 250;

export type WebhookSending = {
  /** Sends what is due and waits for none of it. Tells whether there may be more at once. Throws what went wrong before. */
  readonly run: (ctx: Ctx) => Promise<boolean>;
  /** Resolves when nothing is on its way any more. */
  readonly finish: () => Promise<void>;
};

/** The sending of one process. */
export function webhookSending(): WebhookSending {
  const underway = new Map<Promise<void>, string>();
  const broken: unknown[] = [];
  const tell = (error: unknown) => void broken.push(error);
  const failed = (error: unknown): WebhookAnswer => {
    tell(error);
    return { status: null, error: "internal", ms: 0 };
  };
  const send = (ctx: Ctx, sending: Sending, bodyOf: BodyOf) => {
    // What cannot be noted is sent again when its claim ends; what cannot be written is a failure, and told.
    const sent = post(ctx, sending, bodyOf)
      .catch(failed)
      .then((answer) => recordAnswer(ctx, sending, answer))
      .catch(tell)
      .finally(() => underway.delete(sent));
    underway.set(sent, sending.webhook.id);
  };
  return {
    async run(ctx) {
      // One for all: whoever tells of it waits a while each time.
      if (broken.length > 0) throw broken.splice(0)[0];
      const room = { free: MOST - underway.size, each: MOST_EACH, busy: countsOf([...underway.values()]) };
      const taken = await takeDue(ctx, room);
      const bodyOf = messagesOf(ctx, taken);
      for (const sending of taken) send(ctx, sending, bodyOf);
      if (underway.size === 0) return false;
      await Promise.race([...underway.keys(), sleep(LOOK_MS)]);
      return true;
    },
    finish: async () => void (await Promise.all(underway.keys())),
  };
}

async function takeDue(ctx: Ctx, room: Parameters<typeof findDue>[1]): Promise<Sending[]> {
  if (room.free === 0) return [];
  const due = await findDue(ctx.db, room);
  if (due.length === 0) return [];
  // Nobody who follows the log is woken: what is taken is no news.
  const taken = await ctx.begin((tx) => claim(tx, due));
  return taken.length === 0 ? [] : findSendings(ctx.db, taken);
}

type BodyOf = ReturnType<typeof messagesOf>;

async function post(ctx: Ctx, sending: Sending, bodyOf: BodyOf): Promise<WebhookAnswer> {
  const { event, webhook } = sending;
  const body = await bodyOf(sending);
  const secrets = liveSecrets(ctx, webhook, new Date());
  return ctx.webhooks.send({ url: webhook.url, id: event.publicId, secrets, body });
}

function countsOf(webhookIds: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of webhookIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
