import { initTRPC, tracked } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { SuperJSON } from "superjson";
import type { Fetch } from "./problem-fetch.ts";

export type Sent = { readonly url: URL; readonly method: string; readonly headers: Headers };

export type PlayServer = {
  readonly fetch: Fetch;
  /** What was asked, in its order. */
  readonly sent: readonly Sent[];
  /** Bookings by their idempotency keys. */
  readonly booked: ReadonlyMap<string, unknown>;
};

export const PLAY_URL = "http://salon.test";

/** Answers in the place of a server's for one request; undefined: let it through. */
export type Mishap = (request: Request, next: () => Promise<Response>) => Promise<Response> | Response;

/** A server with a few of the real procedures' names behind `fetch`; each mishap befalls one request. */
export function openPlayServer(...mishaps: Mishap[]): PlayServer {
  const t = initTRPC
    .context<{ key: string | null }>()
    .create({ transformer: SuperJSON, allowOutsideOfServer: true });
  const booked = new Map<string, unknown>();
  const router = t.router({
    bookings: t.router({
      get: t.procedure
        .input((input) => input as { bookingId: string })
        .query(({ input }) => ({ id: input.bookingId, startsAt: MONDAY })),
      create: t.procedure
        .input((input) => input)
        .mutation(({ ctx, input }) => {
          if (ctx.key !== null) booked.set(ctx.key, input);
          return { id: ctx.key };
        }),
      onChange: t.procedure
        .input((input) => input as { lastEventId?: string })
        .subscription(async function* ({ input }) {
          for (let sequence = Number(input.lastEventId ?? 0) + 1; sequence <= 3; sequence += 1) {
            yield tracked(String(sequence), { sequence: String(sequence), occurredAt: MONDAY });
          }
        }),
    }),
  });
  const sent: Sent[] = [];
  return {
    sent,
    booked,
    async fetch(url, init) {
      const request = new Request(url, init);
      sent.push({ url: new URL(request.url), method: request.method, headers: request.headers });
      const answer = () =>
        fetchRequestHandler({
          endpoint: "/trpc",
          router,
          req: request,
          allowMethodOverride: true,
          createContext: () => ({ key: request.headers.get("idempotency-key") }),
        });
      return (mishaps.shift() ?? ((_, next) => next()))(request, answer);
    },
  };
}

export const MONDAY = new Date("2027-06-14T08:00:00Z");

/** A refusal from before tRPC. */
export function problem(status: number, code: string, extensions: Record<string, unknown> = {}): Response {
  const document = { type: `/problems/${code}`, title: code, status, code, ...extensions };
  return new Response(JSON.stringify(document), {
    status,
    headers: { "content-type": "application/problem+json" },
  });
}

export const page = (status: number) =>
  new Response("<h1>Gateway</h1>", { status, headers: { "content-type": "text/html" } });

export const networkFails: Mishap = () => {
  throw new TypeError("fetch failed");
};
