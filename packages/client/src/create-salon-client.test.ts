import { expect, test } from "vitest";
import { callWith, createSalonClient, problemOf } from "./index.ts";
import { MONDAY, networkFails, openPlayServer, page, PLAY_URL, problem } from "./testing.ts";

const BOOKING = "0197a3c4-5b1e-7c33-9d0f-3f2f6c1f8a11";
const VISIT = { salonId: BOOKING, startsAt: MONDAY, items: [{ variantId: BOOKING }] };

test("queries made together share a request, and instants are dates", async () => {
  const server = openPlayServer();
  const client = createSalonClient({ url: PLAY_URL, fetch: server.fetch, getToken: async () => "session" });
  const [booking] = await Promise.all(
    Array.from({ length: 12 }, () => client.bookings.get.query({ bookingId: BOOKING })),
  );
  expect(booking?.startsAt).toEqual(MONDAY);
  expect(server.sent.map(({ url }) => url.pathname.split(",").length)).toEqual([10, 2]);
  expect(server.sent.map(({ headers }) => headers.get("authorization"))).toEqual([
    "Bearer session",
    "Bearer session",
  ]);
  expect(server.sent.map(({ headers }) => headers.get("idempotency-key"))).toEqual([null, null]);
});

test("a long question is sent as a body, and many middling ones in several requests", async () => {
  const server = openPlayServer();
  const client = createSalonClient({ url: PLAY_URL, fetch: server.fetch });
  await client.bookings.get.query({ bookingId: "x".repeat(20_000) });
  expect(server.sent.map(({ method }) => method)).toEqual(["POST"]);
  await Promise.all(
    Array.from({ length: 8 }, () => client.bookings.get.query({ bookingId: "x".repeat(1_500) })),
  );
  expect(server.sent.slice(1).every(({ method, url }) => method === "GET" && url.href.length <= 4_000)).toBe(
    true,
  );
});

test("a guest's token travels alone", async () => {
  const server = openPlayServer();
  const client = createSalonClient({ url: PLAY_URL, fetch: server.fetch, getToken: () => "session" });
  const ask = (bookingToken: string) =>
    client.bookings.get.query({ bookingId: BOOKING }, callWith({ bookingToken }));
  await Promise.all([ask("one"), ask("two"), client.bookings.get.query({ bookingId: BOOKING })]);
  const callers = server.sent.map(
    ({ headers }) => headers.get("x-booking-token") ?? headers.get("authorization"),
  );
  expect(new Set(callers)).toEqual(new Set(["Bearer session", "one", "two"]));
});

test("each mutation has a key of its own, or the one that it is given", async () => {
  const server = openPlayServer();
  const client = createSalonClient({ url: PLAY_URL, fetch: server.fetch });
  const book = () => client.bookings.create.mutate(VISIT);
  await Promise.all([book(), book()]);
  await client.bookings.create.mutate(VISIT, callWith({ idempotencyKey: "mine" }));
  expect(server.sent).toHaveLength(3);
  expect(server.booked.size).toBe(3);
  expect(server.booked.get("mine")).toEqual(VISIT);
});

test("a value that occurs twice is sent twice", async () => {
  const server = openPlayServer();
  const client = createSalonClient({ url: PLAY_URL, fetch: server.fetch });
  const item = { variantId: BOOKING };
  await client.bookings.create.mutate(
    { ...VISIT, items: [item, item] },
    callWith({ idempotencyKey: "twice" }),
  );
  expect(server.booked.get("twice")).toMatchObject({ items: [item, item] });
});

test("one effect under one key, however often it has to be tried", async () => {
  const server = openPlayServer(
    networkFails,
    () => problem(503, "unavailable"),
    () => page(502),
    // The answer is lost after the booking was made.
    async (_, next) => {
      await next();
      throw new TypeError("terminated");
    },
  );
  const client = createSalonClient({ url: PLAY_URL, fetch: server.fetch });
  await client.bookings.create.mutate(VISIT);
  expect(server.sent).toHaveLength(5);
  expect(new Set(server.sent.map(({ headers }) => headers.get("idempotency-key"))).size).toBe(1);
  expect(server.booked.size).toBe(1);
});

test("waits as long as the server asks, and for a first request that still runs", async () => {
  const server = openPlayServer(
    () => problem(503, "unavailable", { retryAfterSeconds: 1 }),
    () => problem(409, "idempotency_in_flight"),
  );
  const begun = performance.now();
  await createSalonClient({ url: PLAY_URL, fetch: server.fetch }).bookings.create.mutate(VISIT);
  expect(performance.now() - begun).toBeGreaterThan(1_000);
  expect(server.sent).toHaveLength(3);
});

test.each([
  ["a refusal", () => problem(409, "staff_busy"), 1, "staff_busy"],
  [
    "too many requests",
    () => problem(429, "too_many_requests", { retryAfterSeconds: 30 }),
    1,
    "too_many_requests",
  ],
  ["a long absence", () => problem(503, "unavailable", { retryAfterSeconds: 3_600 }), 1, "unavailable"],
  ["somebody else's page", () => page(404), 1, undefined],
])("%s is told at once", async (_, mishap, times, code) => {
  const server = openPlayServer(mishap);
  const error = await createSalonClient({ url: PLAY_URL, fetch: server.fetch })
    .bookings.create.mutate(VISIT)
    .catch((thrown: unknown) => thrown);
  expect(problemOf(error)?.code).toBe(code);
  expect(error).toBeInstanceOf(Error);
  expect(server.sent).toHaveLength(times);
});

test("gives up after five tries, and at once when nobody waits any more", async () => {
  const down = openPlayServer(...Array.from({ length: 9 }, () => networkFails));
  await expect(
    createSalonClient({ url: PLAY_URL, fetch: down.fetch }).bookings.create.mutate(VISIT),
  ).rejects.toThrow("fetch failed");
  expect(down.sent).toHaveLength(5);

  const slow = openPlayServer(() => problem(503, "unavailable", { retryAfterSeconds: 8 }));
  const begun = performance.now();
  const signal = AbortSignal.timeout(50);
  await expect(
    createSalonClient({ url: PLAY_URL, fetch: slow.fetch }).bookings.create.mutate(VISIT, { signal }),
  ).rejects.toThrow("aborted");
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(slow.booked.size).toBe(0);
});

test("queries are tried again too", async () => {
  const server = openPlayServer(networkFails, () => page(503));
  const client = createSalonClient({ url: PLAY_URL, fetch: server.fetch });
  await expect(client.bookings.get.query({ bookingId: BOOKING })).resolves.toMatchObject({ id: BOOKING });
});
