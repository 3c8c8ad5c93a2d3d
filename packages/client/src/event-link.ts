import type { AppRouter } from "@salon/api";
import { httpSubscriptionLink } from "@trpc/client";
import type { Operation, TRPCLink } from "@trpc/client";
import { EventSource as HeaderEventSource } from "eventsource";
import { isOf, NoAnswer } from "./problem-fetch.ts";
import type { Fetch } from "./problem-fetch.ts";
import { transformer } from "./transformer.ts";

export type EventSourceClass = typeof HeaderEventSource;

type Options = {
  readonly url: string;
  readonly fetch: Fetch;
  readonly headersOf: (op: Operation) => Promise<Record<string, string>>;
  readonly EventSource: EventSourceClass | undefined;
};

/** Subscriptions as server-sent events: they reconnect by themselves and go on after the last event they were given. */
export function eventLink({
  url,
  fetch,
  headersOf,
  EventSource = HeaderEventSource,
}: Options): TRPCLink<AppRouter> {
  const places = new WeakMap<Operation, string>();
  return httpSubscriptionLink<AppRouter, EventSourceClass>({
    url,
    transformer,
    EventSource,
    eventSourceOptions: ({ op }) => ({
      fetch: async (to, init) => {
        // Before the first event an EventSource does not know where it stood: the server told.
        const place = places.get(op);
        const from = place && !to.toString().includes("lastEventId") ? { "last-event-id": place } : {};
        const headers = { ...from, ...lowered(init.headers), ...(await headersOf(op)) };
        const response = await fetch(String(to), { ...init, headers }).catch(withoutAnswer);
        const begun = response.headers.get("last-event-id");
        if (begun && !place) places.set(op, begun);
        return asEvents(response);
      },
    }),
  });
}

/** Header names that may be laid over each other. */
function lowered(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** An EventSource hides what a refusal says: tells it as tRPC's error event. Throws what is worth another try. */
async function asEvents(response: Response): Promise<Response> {
  if (response.status >= 500 || response.status === 429) throw new NoAnswer(response.status);
  if (response.ok || !isOf(response, "application/json")) return response;
  const { error } = (await response.json()) as { error: unknown };
  const event = `event: serialized-error\ndata: ${JSON.stringify(error)}\n\n`;
  return new Response(event, { headers: { "content-type": "text/event-stream" } });
}

/** An EventSource gives up when it sees the status of something that is no salon server. */
function withoutAnswer(error: unknown): Response {
  if (error instanceof NoAnswer) return new Response(null, { status: error.status });
  throw error;
}
