import { expect, test } from "vitest";
import { createSalonClient, problemOf } from "./index.ts";
import { openPlayServer, page, PLAY_URL, problem } from "./testing.ts";
import type { Mishap, PlayServer } from "./testing.ts";

const SALON = "0197a3c4-5b1e-7c33-9d0f-3f2f6c1f8a11";

/** The ids of all that a subscription gives until it ends; throws what ended it. */
function heard({ fetch }: PlayServer): Promise<string[]> {
  const client = createSalonClient({ url: PLAY_URL, fetch, getToken: () => "session" });
  const { promise, resolve, reject } = Promise.withResolvers<string[]>();
  const ids: string[] = [];
  client.bookings.onChange.subscribe(
    { salonId: SALON },
    {
      onData({ id, data }) {
        expect(data.occurredAt).toBeInstanceOf(Date);
        ids.push(id);
      },
      onComplete: () => resolve(ids),
      onError: reject,
    },
  );
  return promise;
}

/** The connection is lost after the first event. */
const cut: Mishap = async (_, next) => {
  const response = await next();
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes("id: 1")) break;
  }
  return new Response(`${text}\n\n`, { headers: response.headers });
};

test("what happens arrives, asked for with the caller's token", async () => {
  const server = openPlayServer();
  expect(await heard(server)).toEqual(["1", "2", "3"]);
  expect(server.sent.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer session"]);
});

test("after a lost connection it goes on behind the last event", async () => {
  const server = openPlayServer(cut, () => page(502));
  expect(await heard(server)).toEqual(["1", "2", "3"]);
  expect(server.sent.map(({ headers }) => headers.get("last-event-id"))).toEqual([null, "1", "1"]);
});

test("a refusal is told with its problem, and ends the subscription", async () => {
  const server = openPlayServer(() => problem(401, "unauthenticated"));
  const error = await heard(server).catch((thrown: unknown) => thrown);
  expect(problemOf(error)?.code).toBe("unauthenticated");
  const elsewhere = openPlayServer(() => page(404));
  await expect(heard(elsewhere)).rejects.toThrow("404");
  expect(server.sent.length + elsewhere.sent.length).toBe(2);
});
