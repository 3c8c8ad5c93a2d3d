import type { AppRouter } from "@salon/api";
import { createTRPCClient, httpBatchStreamLink, httpLink, splitLink } from "@trpc/client";
import type { Operation, TRPCClient } from "@trpc/client";
import { contextOf } from "./call-context.ts";
import { idempotencyLink } from "./idempotency-link.ts";
import { problemFetch } from "./problem-fetch.ts";
import type { Fetch } from "./problem-fetch.ts";
import { retryLink } from "./retry-link.ts";
import { eventLink } from "./event-link.ts";
import type { EventSourceClass } from "./event-link.ts";
import { transformer } from "./transformer.ts";

export type SalonClientOptions = {
  /** Where the server is, such as `https://book.example.com`. */
  readonly url: string | URL;
  /** A session token or an API key; asked for with every request. Without one, cookies count. */
  readonly getToken?: () => string | null | undefined | Promise<string | null | undefined>;
  readonly fetch?: Fetch;
  /** For subscriptions. The default one works in browsers and in Node, and sends headers. */
  readonly EventSource?: EventSourceClass;
};

export type SalonClient = TRPCClient<AppRouter>;

/** As many calls as the server takes at once. */
const MAX_BATCH = 10;
/** Of a URL; what is longer is sent as a body. */
const MAX_LENGTH = 4_000;

/**
 * The typed client of a salon server. Queries made together share a request; a mutation is a request of its own under its
 * own idempotency key, and is tried again when the network or the server fails for a moment.
 */
export function createSalonClient({
  url,
  getToken,
  fetch = (to, init) => globalThis.fetch(to, init),
  EventSource,
}: SalonClientOptions): SalonClient {
  const answering = problemFetch(fetch);
  const headersOf = async (op: Pick<Operation, "context">): Promise<Record<string, string>> => {
    const { bookingToken, idempotencyKey } = contextOf(op);
    const token = bookingToken ? null : await getToken?.();
    return {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(bookingToken && { "x-booking-token": bookingToken }),
      ...(idempotencyKey && { "idempotency-key": idempotencyKey }),
    };
  };
  const door = {
    url: endpoint(url),
    transformer,
    fetch: (to: unknown, init: unknown) => answering(String(to), init as RequestInit),
  };
  const alone = { ...door, headers: ({ op }: { op: Operation }) => headersOf(op) };
  const batch = httpBatchStreamLink<AppRouter>({
    ...door,
    maxItems: MAX_BATCH,
    maxURLLength: MAX_LENGTH,
    headers: ({ opList: [first] }) => headersOf(first),
  });

  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: eventLink({ url: door.url, fetch: answering, headersOf, EventSource }),
        false: splitLink({
          condition: ({ type }) => type === "mutation",
          true: [idempotencyLink, retryLink, httpLink(alone)],
          false: [
            retryLink,
            splitLink({
              condition: ({ input }) => lengthOf(input) > MAX_LENGTH / 2,
              true: httpLink({ ...alone, methodOverride: "POST" }),
              // A request has one caller: whoever holds a booking's token asks alone. A batch takes few searches.
              false: splitLink({
                condition: (op) =>
                  contextOf(op).bookingToken !== undefined || op.path.startsWith("availability."),
                true: httpLink(alone),
                false: batch,
              }),
            }),
          ],
        }),
      }),
    ],
  });
}

function endpoint(url: string | URL): string {
  return `${String(url).replace(/\/+$/, "")}/trpc`;
}

function lengthOf(input: unknown): number {
  return encodeURIComponent(JSON.stringify(transformer.serialize(input))).length;
}
