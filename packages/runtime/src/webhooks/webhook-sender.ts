import { lookup } from "node:dns/promises";
import type { AddressRefusal, WebhookAnswer, WebhookPost, WebhookSender } from "@salon/core";
import { Webhook } from "standardwebhooks";
import type { Agent } from "undici";
import { failureOf } from "./failure-of.ts";
import { AddressNotAllowed, allowedAddresses, guardedAgent, isAllowedLiteral } from "./guarded-agent.ts";
import type { Resolve } from "./guarded-agent.ts";
import { isPublicAddress } from "./public-address.ts";

const TIMEOUT_MS = 10_000;
const RESOLVE_MS = 3_000;
/** Of an answer's body nothing is kept; this much is read so that the connection can be used again. */
const MOST_BYTES = 4_096;
const DRAIN_MS = 1_000;

export type SenderOptions = {
  /** Whether plain HTTP and addresses of private networks will do, as in development. */
  readonly privateAddresses: boolean;
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
};

/** Signs and posts messages (Standard Webhooks), to the public internet alone unless it is told otherwise. */
export function openWebhookSender({
  privateAddresses,
  timeoutMs = TIMEOUT_MS,
  resolve = (hostname) => lookup(hostname, { all: true }),
}: SenderOptions): WebhookSender & AsyncDisposable {
  const mayDial = (address: string) => privateAddresses || isPublicAddress(address);
  const agent = guardedAgent({ resolve, mayDial, timeoutMs });
  const shape = (url: URL) => refusalOfShape(url, privateAddresses);
  return {
    async judge(text) {
      const url = new URL(text);
      const refusal = shape(url);
      if (refusal) return refusal;
      if (!isAllowedLiteral(url.hostname, mayDial)) return "address_not_allowed";
      return refusalOfName(url.hostname, () => allowedAddresses(url.hostname, { resolve, mayDial }));
    },
    async send(message) {
      const begun = performance.now();
      const answer = await answerTo(message, agent, timeoutMs, shape);
      return { ...answer, ms: Math.round(performance.now() - begun) };
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}

function refusalOfShape(url: URL, privateAddresses: boolean): AddressRefusal | null {
  const schemes = privateAddresses ? ["https:", "http:"] : ["https:"];
  if (!schemes.includes(url.protocol)) return "not_https";
  return url.username || url.password ? "credentials" : null;
}

async function refusalOfName(
  hostname: string,
  resolved: () => Promise<unknown>,
): Promise<AddressRefusal | null> {
  // Written-out addresses, which need no looking up, have been judged.
  if (/^\[|^[\d.]+$/.test(hostname)) return null;
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("The name's server does not answer")), RESOLVE_MS);
  try {
    await Promise.race([resolved(), late]);
    return null;
  } catch (error) {
    return error instanceof AddressNotAllowed ? "address_not_allowed" : "unresolvable";
  } finally {
    clearTimeout(timer);
  }
}

async function answerTo(
  { url, id, secrets, body }: WebhookPost,
  agent: Agent,
  timeoutMs: number,
  shape: (url: URL) => AddressRefusal | null,
): Promise<Omit<WebhookAnswer, "ms">> {
  const address = new URL(url);
  if (shape(address)) return { status: null, error: "address_not_allowed" };
  const now = new Date();
  try {
    const answer = await agent.request({
      origin: address.origin,
      path: address.pathname + address.search,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "Salon-Webhooks/1",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
        "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(" "),
      },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    // The status is all that counts: a body that is too long, or never ends, changes nothing.
    await answer.body
      .dump({ limit: MOST_BYTES, signal: AbortSignal.timeout(DRAIN_MS) })
      .catch(() => undefined);
    return { status: answer.statusCode, error: null };
  } catch (error) {
    return { status: null, error: failureOf(error) };
  }
}
