import { once } from "node:events";
import { Agent, request } from "node:http";
import type { IncomingMessage } from "node:http";
import { openDatabase } from "@salon/db";
import type { Database } from "@salon/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { Answer, Method, TestServer } from "./testing.ts";
import { clientOf, openClientSalon } from "./testing/client-salon.ts";
import type { ClientSalon } from "./testing/client-salon.ts";
import { heardOn } from "./testing/heard-on.ts";

let server: TestServer;
let database: Database;
let salon: ClientSalon;
beforeAll(async () => {
  server = await openTestServer({ RATE_LIMITS: "on" });
  database = openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
  salon = await openClientSalon(server);
});
afterAll(async () => {
  await database?.close();
  await server?.[Symbol.asyncDispose]();
});

type Made = { readonly id: string; readonly key: string };
const keysPath = () => `/salons/${salon.salonId}/api-keys`;

async function makeKey(...scopes: string[]): Promise<Made> {
  const { status, body, headers } = await salon.owner.rest("POST", keysPath(), { name: "Till", scopes });
  expect(status).toBe(201);
  expect(headers.get("location")).toBe(`/api/v1${keysPath()}/${String(body["id"])}`);
  return body as Made;
}

const asKey = (key: string) => ({ authorization: `Bearer ${key}` });

function withKey({ key }: { key: string }, method: Method, path: string, body?: unknown): Promise<Answer> {
  return server.rest(method, path, body, asKey(key));
}

const REFUSED = {
  status: 401,
  body: { code: "unauthenticated", detail: "The API key is not valid, or has ended." },
};

test("a program reads and books with its key, through both doors", async () => {
  const made = await makeKey("bookings:read", "bookings:write");
  const { salonId, variantId } = salon;
  const startsAt = "2027-06-14T09:00:00+02:00";
  const visit = { salonId, startsAt, items: [{ variantId }], client: { name: "Alice" } };
  const booked = await withKey(made, "POST", "/bookings", visit);
  expect(booked).toMatchObject({ status: 201, body: { source: "salon", status: "confirmed" } });
  expect(booked.headers.get("ratelimit-policy")).toContain('"key"');
  const bookingId = String(booked.body["id"]);
  expect(await withKey(made, "GET", `/bookings/${bookingId}`)).toMatchObject({ status: 200 });
  const listed = await clientOf(server, made.key).bookings.list.query({ salonId });
  expect(listed.items.map(({ id }) => id)).toContain(bookingId);
  expect(await withKey(made, "POST", `/bookings/${bookingId}/cancel`, {})).toMatchObject({
    body: { status: "cancelled_by_salon" },
  });
});

test("a key that lacks a scope is told which; what is a person's is no key's", async () => {
  const made = await makeKey("bookings:read");
  const lacking = await withKey(made, "GET", `/salons/${salon.salonId}/clients`);
  expect(lacking).toMatchObject({
    status: 403,
    body: { code: "forbidden", detail: "This API key lacks the scope clients:read." },
  });
  expect(await withKey(made, "GET", "/me")).toMatchObject({ status: 403 });
  expect(await withKey(made, "GET", keysPath())).toMatchObject({ status: 403 });
  const sessions = await server.send("GET", "/api/auth/list-sessions", undefined, asKey(made.key));
  expect(sessions.status).toBe(401);
});

test("another salon is not there for a key", async () => {
  const made = await makeKey("salon:read", "bookings:read", "bookings:write", "events:read");
  const other = await openClientSalon(server);
  for (const path of ["bookings", "events", "members", "policy"])
    expect(await withKey(made, "GET", `/salons/${other.salonId}/${path}`)).toMatchObject({ status: 404 });
  const startsAt = "2027-06-14T10:00:00+02:00";
  const visit = { startsAt, items: [{ variantId: other.variantId }], client: { name: "Alice" } };
  const booked = await withKey(made, "POST", "/bookings", { ...visit, salonId: other.salonId });
  expect(booked).toMatchObject({ status: 404 });
});

test("expired, revoked, mistyped and unknown keys are refused alike, on public pages too", async () => {
  const [good, expired, revoked] = [
    await makeKey("salon:read"),
    await makeKey("salon:read"),
    await makeKey("salon:read"),
  ];
  await database.sql`update api_keys set expires_at = now() - interval '1 second' where id = ${expired.id}`;
  expect(await salon.owner.rest("DELETE", `${keysPath()}/${revoked.id}`)).toMatchObject({ status: 204 });
  const unknown = await makeKey("salon:read");
  await database.sql`update api_keys set hash = sha256('another') where id = ${unknown.id}`;
  const mistyped = { key: good.key.slice(0, -1) + (good.key.endsWith("A") ? "B" : "A") };
  for (const { key } of [expired, revoked, unknown, mistyped, { key: "sk_live_" }]) {
    expect(await withKey({ key }, "GET", "/categories")).toMatchObject(REFUSED);
    expect(await withKey({ key }, "GET", `/salons/${salon.salonId}/policy`)).toMatchObject(REFUSED);
  }
  expect(await withKey(good, "GET", `/salons/${salon.salonId}/policy`)).toMatchObject({ status: 200 });
});

test("a revoked key is refused with the next request on a connection that was open", async () => {
  const { id, key } = await makeKey("salon:read");
  using stack = new DisposableStack();
  const agent = stack.adopt(new Agent({ keepAlive: true, maxSockets: 1 }), (open) => open.destroy());
  const ask = async () => {
    const sent = request(`${server.url}/api/v1/salons/${salon.salonId}/policy`, {
      agent,
      headers: asKey(key),
    });
    sent.end();
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    await answer.resume().toArray();
    return { status: answer.statusCode, reused: sent.reusedSocket };
  };
  expect(await ask()).toEqual({ status: 200, reused: false });
  expect(await ask()).toEqual({ status: 200, reused: true });
  await salon.owner.rest("DELETE", `${keysPath()}/${id}`);
  expect(await ask()).toEqual({ status: 401, reused: true });
});

test("who watches with a key hears nothing more once it is revoked", async () => {
  const { id, key } = await makeKey("bookings:read");
  const input = encodeURIComponent(JSON.stringify({ json: { salonId: salon.salonId } }));
  const line = await fetch(`${server.url}/trpc/bookings.onChange?input=${input}`, {
    headers: { ...asKey(key), accept: "text/event-stream" },
    signal: AbortSignal.timeout(5_000),
  });
  expect(line.status).toBe(200);
  await salon.owner.rest("DELETE", `${keysPath()}/${id}`);
  const { salonId, variantId } = salon;
  const startsAt = "2027-06-14T14:00:00+02:00";
  const client = { name: "Secret Sue" };
  await salon.owner.rest("POST", "/bookings", { salonId, startsAt, items: [{ variantId }], client });
  const heard = await heardOn(line);
  expect(heard).not.toContain("booking.created");
  expect(heard).toContain("unauthenticated");
});

test("both keys of a rotation work until the overlap ends, by the database's clock", async () => {
  const old = await makeKey("salon:read");
  const rotated = await salon.owner.rest("POST", `${keysPath()}/${old.id}/rotate`, { overlapMinutes: 60 });
  expect(rotated).toMatchObject({ status: 201, body: { replaces: old.id } });
  const next = rotated.body as Made;
  const read = async (made: Made) => (await withKey(made, "GET", `/salons/${salon.salonId}/policy`)).status;
  expect([await read(old), await read(next)]).toEqual([200, 200]);
  await database.sql`update api_keys set expires_at = expires_at - interval '60 minutes' where id = ${old.id}`;
  expect([await read(old), await read(next)]).toEqual([401, 200]);
});

test("each key spends of a budget of its own", async () => {
  const [one, other] = [await makeKey("salon:read"), await makeKey("salon:read")];
  const left = async (made: Made) => {
    const { headers } = await withKey(made, "GET", "/categories");
    return Number(/"key";r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]);
  };
  const first = await left(one);
  expect(await left(one)).toBe(first - 1);
  expect(await left(other)).toBe(first);
});
