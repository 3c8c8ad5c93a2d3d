import { randomUUID } from "node:crypto";
import { openDatabase } from "@salon/db";
import type { Database } from "@salon/db";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openTestServer } from "./testing.ts";
import type { Answer, TestServer } from "./testing.ts";
import { openClientSalon } from "./testing/client-salon.ts";
import type { ClientSalon } from "./testing/client-salon.ts";
import { OPERATIONS } from "./testing/document.ts";
import type { Operation } from "./testing/document.ts";
import { everyKindOfId } from "./testing/every-kind-of-id.ts";
import { fingerprintOf } from "./testing/fingerprint.ts";
import { heardOn } from "./testing/heard-on.ts";
import { Pool } from "./testing/fuzz/pool.ts";
import { draftsOf, urlOf } from "./testing/fuzz/requests.ts";

let server: TestServer;
let database: Database;
/** Mona's salon, and the one of somebody who would like to have hers. */
let monas: ClientSalon;
let eves: ClientSalon;
let ids: Record<string, string>;
beforeAll(async () => {
  server = await openTestServer();
  database = openDatabase(server.databaseUrl, { poolSize: 2, applicationName: "salon test" });
  monas = await openClientSalon(server);
  eves = await openClientSalon(server);
  const visit = await book(monas, NINE);
  ids = { ...(await everyKindOfId(monas)), bookingId: String(visit.body["id"]) };
});
afterAll(async () => {
  await database.close();
  await server[Symbol.asyncDispose]();
});

const GUEST = { name: "Alice", email: "alice@example.com" };
const NINE = "2027-06-14T09:00:00+02:00";

async function book(
  { salonId, variantId }: ClientSalon,
  startsAt: string,
  more: object = {},
): Promise<Answer> {
  return server.rest("POST", "/bookings", {
    salonId,
    startsAt,
    items: [{ variantId }],
    client: GUEST,
    ...more,
  });
}

/** All of an answer but what belongs to one request. */
function bare({ status, body: { instance: _, requestId: __, ...body } }: Answer) {
  return { status, body };
}

const withIds = OPERATIONS.filter(({ path }) => path.startsWith("/api/v1") && path.includes("{"));
/** What Eve was answered where it should be that there is nothing. */
const answered: number[] = [];

test.each(withIds.map((operation) => [operation.operationId, operation] as const))(
  "%s: what is Mona's and what is nobody's are the same to Eve, and nothing has changed",
  async (_, operation) => {
    const pool = new Pool();
    for (const [name, id] of Object.entries(ids)) pool.add("own", name, id);
    const before = await fingerprintOf(database);
    for (const draft of fc.sample(draftsOf(operation, pool), { seed: 7, numRuns: 3 })) {
      const { "idempotency-key": __, ...headers } = draft.headers;
      const ask = async (params: Record<string, string>) => {
        const credentials = { authorization: `Bearer ${eves.owner.token}`, "idempotency-key": randomUUID() };
        const url = urlOf({ ...draft, params: { ...draft.params, ...params } });
        return bare(await server.send(operation.method, url, draft.body, { ...headers, ...credentials }));
      };
      for (const [hers, nobodys] of attemptsOn(operation)) {
        const answer = await ask(hers);
        answered.push(answer.status);
        expect(answer).toEqual(await ask(nobodys));
      }
    }
    expect(await fingerprintOf(database)).toBe(before);
  },
);

test("mostly it was judged whose it is, and not how it is written", () => {
  const judged = answered.filter((status) => status === 404);
  expect(judged.length).toBeGreaterThan(150);
  expect(judged.length).toBeGreaterThan(answered.length * 0.8);
});

/** Mona's things below Eve's salon, and in Mona's own, each beside the same with ids of nobody. */
function attemptsOn(operation: Operation): [hers: Record<string, string>, nobodys: Record<string, string>][] {
  const names = operation.parameters?.filter((parameter) => parameter.in === "path").map(({ name }) => name);
  const inside = (names ?? []).filter((name) => name !== "salonId" && name !== "date");
  const hers = Object.fromEntries(inside.map((name) => [name, ids[name] ?? ""]));
  const random = Object.fromEntries(inside.map((name) => [name, randomUUID()]));
  const salonId = eves.salonId;
  const isOpen = operation.security?.length === 0;
  return [
    ...(inside.length > 0
      ? [
          [
            { salonId, ...hers },
            { salonId, ...random },
          ] as const,
        ]
      : []),
    ...(isOpen || !names?.includes("salonId")
      ? []
      : [
          [
            { ...hers, salonId: monas.salonId },
            { ...hers, salonId: randomUUID() },
          ] as const,
        ]),
  ].map(([a, b]) => [a, b]);
}

test("ids of Mona's in what Eve sends for her own salon are nobody's", async () => {
  const { salonId, variantId, staffId, owner } = eves;
  const salon = `/salons/${salonId}`;
  const start = { salonId, startsAt: "2027-06-15T09:00:00+02:00" };
  const variant = { name: "Short", price: { amountMinor: 1 }, segments: [{ kind: "active", minutes: 5 }] };
  const sent: readonly ((id: Record<string, string>) => Promise<Answer>)[] = [
    (id) =>
      owner.rest("POST", "/bookings", { ...start, items: [{ variantId: id["variantId"] }], client: GUEST }),
    (id) =>
      owner.rest("POST", "/bookings", {
        ...start,
        items: [{ variantId, staffId: id["staffId"] }],
        client: GUEST,
      }),
    (id) =>
      owner.rest("POST", "/bookings", {
        ...start,
        items: [{ variantId, addOnIds: [id["addOnId"]] }],
        client: GUEST,
      }),
    (id) =>
      owner.rest("POST", "/bookings", { ...start, items: [{ variantId }], client: { id: id["clientId"] } }),
    (id) =>
      owner.rest("POST", `${salon}/time-off`, {
        resourceId: id["resourceId"],
        fromDate: "2027-06-15",
        toDate: "2027-06-15",
      }),
    (id) => owner.rest("POST", `${salon}/resources`, { name: "Room", resourceTypeId: id["resourceTypeId"] }),
    (id) =>
      owner.rest("POST", `${salon}/services`, {
        name: "Cut",
        categoryId: id["categoryId"],
        variants: [variant],
      }),
    (id) =>
      owner.rest("POST", `${salon}/add-ons`, {
        name: "Wash",
        minutes: 1,
        price: { amountMinor: 1 },
        serviceIds: [id["serviceId"]],
      }),
    (id) =>
      owner.rest("PUT", `${salon}/staff/${staffId}/services`, { services: [{ variantId: id["variantId"] }] }),
    (id) => owner.rest("PATCH", `${salon}/staff/${staffId}`, { userId: id["userId"] }),
    (id) => owner.rest("POST", `${salon}/shared-staff`, { staffId: id["staffId"] }),
    (id) =>
      owner.rest("POST", `/salons/${salonId}/availability`, {
        from: "2027-06-15",
        to: "2027-06-15",
        items: [{ variantId }],
        rescheduling: id["bookingId"],
      }),
    (id) => owner.rest("GET", `${salon}/bookings?staffId=${id["staffId"]}`),
    (id) => owner.rest("GET", `${salon}/bookings?clientId=${id["clientId"]}`),
    (id) => owner.rest("GET", `${salon}/time-off?resourceId=${id["resourceId"]}`),
  ];
  const hers = { ...ids, variantId: monas.variantId, userId: monas.owner.userId };
  const before = await fingerprintOf(database);
  for (const send of sent) {
    const nobodys = Object.fromEntries(Object.keys(hers).map((name) => [name, randomUUID()]));
    expect(bare(await send(hers))).toEqual(bare(await send(nobodys)));
  }
  expect(await fingerprintOf(database)).toBe(before);
});

test("a cursor of Mona's list leads nowhere but through Eve's own", async () => {
  await book(monas, "2027-06-14T11:00:00+02:00");
  const list = (salon: ClientSalon, query: string) =>
    salon.owner.rest("GET", `/salons/${salon.salonId}/${query}`);
  const first = await list(monas, "bookings?limit=1");
  const onward = await list(eves, `bookings?cursor=${String(first.body["nextCursor"])}`);
  expect(onward).toMatchObject({ status: 200, body: { items: [] } });
  const news = await list(monas, "events?limit=1");
  const [event] = news.body["items"] as { sequence: string }[];
  const { body } = await list(eves, `events?after=${event?.sequence ?? ""}`);
  const salons = (body["items"] as { salonId: string }[]).map(({ salonId }) => salonId);
  expect(new Set(salons)).toEqual(new Set([eves.salonId]));
});

test("in a batch each call is judged by itself", async () => {
  const input = { 0: { json: { salonId: eves.salonId } }, 1: { json: { salonId: monas.salonId } } };
  const query = new URLSearchParams({ batch: "1", input: JSON.stringify(input) });
  const answer = await server.send(
    "GET",
    `/trpc/bookings.list,bookings.list?${query.toString()}`,
    undefined,
    {
      authorization: `Bearer ${eves.owner.token}`,
    },
  );
  expect(answer.status).toBe(207);
  expect(answer.body).toMatchObject([
    { result: { data: { json: { items: [] } } } },
    { error: { json: { data: { problem: { code: "not_found" } } } } },
  ]);
});

test("an idempotency key opens nothing for anybody else", async () => {
  const key = { "idempotency-key": "monas-secret" };
  const client = { name: "Carla", phone: "+4930123456" };
  const made = await monas.owner.rest("POST", `/salons/${monas.salonId}/clients`, client, key);
  expect(made.status).toBe(201);
  const before = await fingerprintOf(database);
  const stolen = await eves.owner.rest("POST", `/salons/${monas.salonId}/clients`, client, key);
  expect(stolen).toMatchObject({ status: 404, body: { code: "not_found" } });
  const signedOut = await server.rest("POST", `/salons/${monas.salonId}/clients`, client, key);
  expect(signedOut).toMatchObject({ status: 401 });
  expect(stolen.headers.has("idempotent-replayed")).toBe(false);
  expect(await fingerprintOf(database)).toBe(before);
});

test("a booking's token opens that booking and no other", async () => {
  const held = await book(monas, "2027-06-14T13:00:00+02:00", { hold: true });
  const other = await book(eves, "2027-06-14T13:00:00+02:00");
  const token = { "x-booking-token": String(other.body["bookingToken"]) };
  const before = await fingerprintOf(database);
  for (const id of [held.body["id"], ids["bookingId"]]) {
    const path = `/bookings/${String(id)}`;
    const answers = [
      await server.rest("GET", path, undefined, token),
      await server.rest("PATCH", path, { note: "mine" }, token),
      await server.rest("POST", `${path}/confirm`, { client: GUEST }, token),
      await server.rest("POST", `${path}/release`, undefined, token),
      await server.rest("POST", `${path}/cancel`, {}, token),
      await server.rest("POST", `${path}/reschedule`, { startsAt: NINE }, token),
      await server.rest("POST", `${path}/check-in`, undefined, token),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  }
  expect(await fingerprintOf(database)).toBe(before);
});

test("Eve hears nothing of Mona's salon, wherever she says that she left off", async () => {
  const news = await monas.owner.rest("GET", `/salons/${monas.salonId}/events?limit=1`);
  const [event] = news.body["items"] as { sequence: string }[];
  const other = await book(eves, "2027-06-14T15:00:00+02:00");
  const listen = async (salonId: string, credentials: Record<string, string>) => {
    const input = JSON.stringify({ json: { salonId, lastEventId: event?.sequence } });
    const path = `/trpc/bookings.onChange?${new URLSearchParams({ input }).toString()}`;
    const headers = { accept: "text/event-stream", ...credentials };
    const line = await fetch(server.url + path, { headers, signal: AbortSignal.timeout(1_500) });
    return heardOn(line);
  };
  const eve = { authorization: `Bearer ${eves.owner.token}` };
  const holder = { "x-booking-token": String(other.body["bookingToken"]) };
  for (const credentials of [eve, holder, {}])
    expect(await listen(monas.salonId, credentials)).not.toMatch(/"(?:booking|salon|staff)\.\w+"/);
  // Transactions of other tests run in the same cluster and hold the log up.
  const own = await vi.waitFor(
    async () => {
      const heard = await listen(eves.salonId, eve);
      expect(heard).toContain("booking.created");
      return heard;
    },
    { timeout: 15_000 },
  );
  expect(own).not.toContain(monas.salonId);
});
