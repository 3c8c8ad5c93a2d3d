import { once } from "node:events";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "@salon/db";
import { expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { Answer, TestServer } from "./testing.ts";
import { openClientSalon } from "./testing/client-salon.ts";
import { trafficOf } from "./plugins/in-flight.ts";

const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const statuses = (answers: readonly { readonly status: number }[]) =>
  new Set(answers.map(({ status }) => status));

/** Holds a table while `work` is done: whatever reads it waits. */
async function whileLocked(server: TestServer, table: string, work: () => Promise<void>): Promise<void> {
  await using database = openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
  await database.sql.begin(async (tx) => {
    await tx`lock table ${tx(table)}`;
    await work();
  });
}

async function untilInFlight({ app }: TestServer, count: number): Promise<void> {
  while (trafficOf(app).count < count) await sleep(5);
}

/** The loop gets nothing done for longer than it may, and the measuring of it notices. */
async function stallTheLoop(): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
    await sleep(0);
  }
}

const read = (server: TestServer) => fetch(`${server.url}/api/v1/categories`);

test("under more than it can do the server turns newcomers away at once, and finishes what was begun", async () => {
  await using server = await openTestServer({ DB_POOL_SIZE: "40" });
  const { salonId, variantId } = await openClientSalon(server);
  const book = (hour: number): Promise<Answer> =>
    server.rest("POST", "/bookings", {
      salonId,
      startsAt: `2027-06-14T${hour}:00:00+02:00`,
      items: [{ variantId }],
      client: { name: "Alice", email: `alice${hour}@example.com` },
    });
  let begun: Promise<Answer[]> = Promise.resolve([]);
  let waiting: Promise<Response[]> = Promise.resolve([]);
  await whileLocked(server, "bookings", async () => {
    begun = Promise.all([10, 11, 12].map(book));
    await untilInFlight(server, 3);
    await whileLocked(server, "categories", async () => {
      waiting = Promise.all(many(300, () => read(server)));
      await untilInFlight(server, 303);
      await stallTheLoop();
      const asked = performance.now();
      const newcomers = await Promise.all(many(50, () => read(server)));
      expect(performance.now() - asked).toBeLessThan(1_000);
      expect(statuses(newcomers)).toEqual(new Set([503]));
      for (const { headers } of newcomers) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await fetch(`${server.url}/livez`)).status).toBe(200);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    });
  });
  expect(statuses(await begun)).toEqual(new Set([201]));
  expect(statuses(await waiting)).toEqual(new Set([200]));
  await sleep(1_100);
  expect((await read(server)).status).toBe(200);
}, 30_000);

test("of 250 at once none is turned away, however slow the loop", async () => {
  await using server = await openTestServer();
  let waiting: Promise<Response[]> = Promise.resolve([]);
  await whileLocked(server, "categories", async () => {
    waiting = Promise.all(many(240, () => read(server)));
    await untilInFlight(server, 240);
    await stallTheLoop();
    waiting = Promise.all([waiting, ...many(10, () => read(server))].flat()).then((all) => all.flat());
    await untilInFlight(server, 250);
  });
  const answers = await waiting;
  expect(answers).toHaveLength(250);
  expect(statuses(answers)).toEqual(new Set([200]));
}, 30_000);

test("a request counts until it is answered, also one that asks for a stream where there is none", async () => {
  await using server = await openTestServer();
  const { salonId } = await openClientSalon(server);
  const headers = { accept: "text/event-stream" };
  let waiting: Promise<Response[]> = Promise.resolve([]);
  await whileLocked(server, "categories", async () => {
    waiting = Promise.all(many(20, () => fetch(`${server.url}/api/v1/categories`, { headers })));
    await untilInFlight(server, 20);
  });
  expect(statuses(await waiting)).toEqual(new Set([200]));
  const input = JSON.stringify({ json: { salonId, from: "2027-06-14", to: "2027-06-15" } });
  const path = `/trpc/availability.onChange?input=${encodeURIComponent(input)}`;
  const subscribed = await fetch(server.url + path, { headers });
  expect(subscribed.headers.get("content-type")).toContain("text/event-stream");
  expect(trafficOf(server.app).count).toBe(0);
  await subscribed.body?.cancel();
});

test("who sends or reads too slowly is cut off, and keeps nobody else waiting", async () => {
  await using server = await openTestServer();
  const { server: http } = server.app;
  expect([http.headersTimeout, http.requestTimeout, http.timeout]).toEqual([10_000, 30_000, 60_000]);
  Object.assign(http, { headersTimeout: 500, requestTimeout: 1_000, timeout: 1_500 });
  const letGo = new Set<number>();
  http.on("connection", (socket: Socket) => {
    const { remotePort = 0 } = socket;
    socket.once("close", () => letGo.add(remotePort));
  });
  const heads = many(24, () => dribble(server, "GET /livez HTTP/1.1\r\nHost: a\r\nX-Slow: "));
  const bodies = many(24, () => dribble(server, SALON));
  const readers = many(12, () => readNothing(server, letGo));
  const asked = performance.now();
  const others = await Promise.all(many(20, () => read(server)));
  expect(statuses(others)).toEqual(new Set([200]));
  expect(performance.now() - asked).toBeLessThan(5_000);
  for (const answer of await Promise.all([...heads, ...bodies])) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  await Promise.all(readers);
}, 30_000);

const SALON =
  "POST /api/v1/salons HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{";

/** A byte every so often, for as long as the server lets it. */
async function dribble(server: TestServer, beginning: string): Promise<string> {
  const socket = socketTo(server);
  let answer = "";
  socket.on("data", (data) => (answer += String(data)));
  socket.write(beginning);
  const timer = setInterval(() => socket.write("x"), 100);
  await closed(socket);
  clearInterval(timer);
  return answer;
}

/** Asks for far more than fits between two machines and reads none of it, until the server has let go. */
async function readNothing(server: TestServer, letGo: ReadonlySet<number>): Promise<void> {
  const socket = socketTo(server);
  socket.pause();
  await once(socket, "connect");
  socket.write("GET /api/v1/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n".repeat(60));
  while (!letGo.has(socket.localPort ?? 0)) await sleep(20);
  socket.destroy();
}

function socketTo({ url }: TestServer): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  return socket;
}

function closed(socket: Socket): Promise<void> {
  return new Promise((done) => void socket.once("close", () => done()));
}
