import { refuse } from "@salon/api";
import type { Actor } from "@salon/core";
import type { Config } from "@salon/runtime";
import type { FastifyReply, FastifyRequest } from "fastify";
import { networkOf } from "../network-of.ts";

/** Of a person or an API key: a till, some phones and the tabs that were forgotten. */
const MOST = 10;
/** Behind one address there may be an office, or a provider's customers. */
const MOST_OF_A_NETWORK = 30;
const RETRY_SECONDS = 10;

export type HoldStream = (req: FastifyRequest, reply: FastifyReply, actor: Actor) => void;

/**
 * Bounds the subscriptions that a caller has open at a time, whatever they are to: each looks into the database again and
 * again. Throws `too_many_requests`; what was held is let go when its connection ends.
 */
export function openStreams({ rateLimits }: Pick<Config, "rateLimits">): HoldStream {
  const open = new Map<string, number>();
  const release = (who: string) => {
    const left = (open.get(who) ?? 0) - 1;
    if (left > 0) open.set(who, left);
    else open.delete(who);
  };
  return (req, reply, actor) => {
    if (!rateLimits) return;
    const who = callerOf(req, actor);
    const count = open.get(who) ?? 0;
    const most = isKnown(actor) ? MOST : MOST_OF_A_NETWORK;
    if (count >= most)
      refuse("too_many_requests", `You have ${most} subscriptions open: end one first.`, {
        retryAfterSeconds: RETRY_SECONDS,
      });
    open.set(who, count + 1);
    // Comes once, after an answer as after a connection that was lost.
    reply.raw.once("close", () => release(who));
  };
}

function isKnown(actor: Actor): boolean {
  return actor.kind === "user" || actor.kind === "apiKey";
}

function callerOf({ ip }: FastifyRequest, actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return `user ${actor.impersonatorId ?? actor.userId}`;
    case "apiKey":
      return `key ${actor.keyId}`;
    default:
      return `network ${networkOf(ip)}`;
  }
}
