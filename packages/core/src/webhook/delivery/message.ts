import type { Ctx } from "../../context.ts";
import { presentEvent, ruledBy } from "../../event/index.ts";
import type { EventRow } from "../../event/index.ts";
import { findItsSalon } from "../../salon/index.ts";
import { presentWebhook } from "../present.ts";
import type { Sending } from "./queries.ts";
import { RULED, THINGS } from "./things.ts";

/**
 * The bodies of messages: each event, with the thing it tells of as it is now. Of a salon things of one kind are read
 * at once; what cannot be read fails the messages that tell of it, and no others.
 */
export function messagesOf(ctx: Ctx, sendings: readonly Sending[]): (sending: Sending) => Promise<string> {
  const events = new Map(sendings.map(({ event }) => [event.id, event]));
  const salons = Map.groupBy([...events.values()].filter(isOfThing), ({ salonId }) => salonId);
  const things = new Map([...salons].flatMap(([salonId, told]) => thingsOf(ctx, salonId, told)));
  return async (sending) => {
    const { event } = sending;
    const thing = isOfItself(sending) ? presentWebhook(sending.webhook) : await things.get(event.id);
    return JSON.stringify({ ...presentEvent(event), ...(thing && { data: dataOf(event, thing) }) });
  };
}

/** An address is told how it is itself; where else messages go is nobody else's business. */
function isOfItself({ event, webhook }: Sending): boolean {
  return event.type.startsWith("webhook.") && event.subjectId === webhook.id;
}

/** A change of rules says what it changed beside what that is now. */
function dataOf({ type, data }: EventRow, thing: object): object {
  return type === RULES_CHANGED ? { ...data, current: thing } : thing;
}

const RULES_CHANGED = "salon.rules_changed";

type Found = [eventId: bigint, thing: Promise<object | undefined>];

/** By the event; undefined where it is gone. */
function thingsOf(ctx: Ctx, salonId: string, told: readonly EventRow[]): Found[] {
  const salon = findItsSalon(ctx, ctx.db, salonId);
  return [...Map.groupBy(told, kindOf)].flatMap(([kind, events]) => {
    const keys = [...new Set(events.map(keyOf))];
    const shown = salon.then(async (found) => new Map(await SHOWN[kind]?.(ctx, found, keys)));
    return events.map((event): Found => [event.id, shown.then((things) => things.get(keyOf(event)))]);
  });
}

const SHOWN = { ...THINGS, ...RULED };

/** Others were never anything but what the event says. */
function isOfThing(event: EventRow): boolean {
  return Object.hasOwn(SHOWN, kindOf(event));
}

function kindOf({ type, data }: EventRow): string {
  return type === RULES_CHANGED ? ruledBy(data).kind : (type.split(".", 1)[0] ?? "");
}

/** Days that are unlike others have no id: they are named by whose they are and their date. */
function keyOf({ type, subjectId, data }: EventRow): string {
  if (type !== RULES_CHANGED) return subjectId;
  const { kind, id } = ruledBy(data);
  if (id !== undefined) return id;
  return kind === "override" ? `${subjectId} ${String(data["date"])}` : subjectId;
}
