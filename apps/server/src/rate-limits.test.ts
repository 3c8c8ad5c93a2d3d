import { once } from "node:events";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { openDatabase } from "@salon/db";
import { expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { TestServer } from "./testing.ts";
import { openClientSalon } from "./testing/client-salon.ts";

const ON = { RATE_LIMITS: "on" };
const SHARED = { ...ON, RATE_LIMIT_STORE: "postgres" };

/** What is left of a budget after one more request. */
async function leftOf(
  { app }: TestServer,
  budget: string,
  { remoteAddress = "192.0.2.1", ...headers }: Record<string, string> = {},
): Promise<number> {
  const answer = await app.inject({ url: "/api/v1/categories", headers, remoteAddress });
  const [, left] = new RegExp(`"${budget}";r=(\\d+)`).exec(String(answer.headers["ratelimit"])) ?? [];
  return Number(left);
}

/** What the server says about budgets; the path is sent as it stands here. */
async function toldOf({ url }: TestServer, path: string): Promise<unknown> {
  const { hostname, port } = new URL(url);
  const [answer] = (await once(request({ hostname, port, path }).end(), "response")) as [IncomingMessage];
  answer.resume();
  return answer.headers["ratelimit"];
}

const from = (remoteAddress: string, forwarded?: string) => ({
  remoteAddress,
  ...(forwarded !== undefined && { "x-forwarded-for": forwarded }),
});

test("an address is the connection's, whatever X-Forwarded-For says", async () => {
  await using server = await openTestServer(ON);
  const spent = [
    await leftOf(server, "ip", from("192.0.2.1")),
    await leftOf(server, "ip", from("192.0.2.1", "198.51.100.7")),
    await leftOf(server, "ip", from("192.0.2.1", "198.51.100.8, 127.0.0.1")),
  ];
  expect(spent).toEqual([1_199, 1_198, 1_197]);
  expect(await leftOf(server, "ip", from("192.0.2.2"))).toBe(1_199);
});

test("behind one proxy it is what that proxy adds, not what its sender made up", async () => {
  await using server = await openTestServer({ ...ON, TRUST_PROXY: "1" });
  const proxy = "10.0.0.1";
  const spent = [
    await leftOf(server, "ip", from(proxy, "198.51.100.7")),
    await leftOf(server, "ip", from(proxy, "203.0.113.1, 198.51.100.7")),
    await leftOf(server, "ip", from(proxy, "203.0.113.2, 198.51.100.7")),
  ];
  expect(spent).toEqual([1_199, 1_198, 1_197]);
  expect(await leftOf(server, "ip", from(proxy, "198.51.100.8"))).toBe(1_199);
});

test("the addresses of one IPv6 network count as one, an IPv4 address as itself in both its forms", async () => {
  await using server = await openTestServer(ON);
  expect(await leftOf(server, "ip", from("2001:db8:1:2::1"))).toBe(1_199);
  expect(await leftOf(server, "ip", from("2001:db8:1:2:ffff:ffff:ffff:ffff"))).toBe(1_198);
  expect(await leftOf(server, "ip", from("2001:db8:1:3::1"))).toBe(1_199);
  expect(await leftOf(server, "ip", from("192.0.2.9"))).toBe(1_199);
  expect(await leftOf(server, "ip", from("::ffff:192.0.2.9"))).toBe(1_198);
  expect(await leftOf(server, "ip", from("::ffff:192.0.2.10"))).toBe(1_199);
});

test("a request counts however its path is spelt, and where there is nothing too", async () => {
  await using server = await openTestServer(ON);
  const targets = [
    "/api/v1/categories",
    "/%61pi/v1/categories",
    "http://a/api/v1/categories",
    "/api/v1/nothing",
    "/trpc/categories.list",
    "/trp%63/categories.list",
  ];
  for (const [i, path] of targets.entries())
    expect(await toldOf(server, path)).toContain(`"ip";r=${1_199 - i};`);
  for (const path of ["/livez", "/readyz", "/metrics"]) expect(await toldOf(server, path)).toBe(undefined);
});

test("a batch counts for as many calls as it holds", async () => {
  await using server = await openTestServer(ON);
  const batch = (calls: number) => `/trpc/${Array(calls).fill("categories.list").join()}?batch=1&input={}`;
  expect(await toldOf(server, batch(1))).toContain('"ip";r=1199;');
  expect(await toldOf(server, batch(10))).toContain('"ip";r=1189;');
  expect(await toldOf(server, batch(11))).toContain('"ip";r=1179;');
});

test("a person and an API key have budgets of their own, wherever they ask from", async () => {
  await using server = await openTestServer(ON);
  const { salonId, owner } = await openClientSalon(server);
  const alice = await server.signUp("Alice");
  const bearer = { authorization: `Bearer ${alice.token}` };
  const before = await leftOf(server, "user", { ...bearer, ...from("192.0.2.1") });
  expect(await leftOf(server, "user", { ...bearer, ...from("192.0.2.2") })).toBe(before - 1);
  expect(await leftOf(server, "ip", { ...bearer, ...from("192.0.2.3") })).toBe(1_199);
  const { body } = await owner.rest("POST", `/salons/${salonId}/api-keys`, {
    name: "Till",
    scopes: ["salon:read"],
  });
  const key = { authorization: `Bearer ${String(body["key"])}` };
  expect(await leftOf(server, "key", { ...key, ...from("192.0.2.1") })).toBe(599);
  expect(await leftOf(server, "key", { ...key, ...from("192.0.2.2") })).toBe(598);
  expect(await leftOf(server, "user", { ...bearer, ...from("192.0.2.1") })).toBe(before - 3);
});

test("two servers on one database count together, and of many guesses at once five are looked at", async () => {
  await using server = await openTestServer(SHARED);
  await using other = await openTestServer({ ...SHARED, DATABASE_URL: server.databaseUrl });
  expect(await leftOf(server, "ip")).toBe(1_199);
  expect(await leftOf(other, "ip")).toBe(1_198);

  const alice = await server.signUp("Alice");
  const guess = (i: number) =>
    (i % 2 ? server : other).send(
      "POST",
      "/api/auth/sign-in/email",
      { email: alice.email, password: `guess number ${i}` },
      { "x-forwarded-for": `203.0.113.${i}` },
    );
  const guesses = await Promise.all(Array.from({ length: 12 }, (_, i) => guess(i)));
  const statuses = guesses.map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(7);
  expect(await server.signIn(alice)).toMatchObject({ status: 429 });
  expect(await other.signIn(alice)).toMatchObject({ status: 429 });
});

test("who tries with a locked account, or signs in often, uses up nothing of their network's", async () => {
  await using server = await openTestServer({ ...ON, TRUST_PROXY: "1" });
  const [alice, bea] = [await server.signUp("Alice"), await server.signUp("Bea")];
  const signIn = ({ email }: { readonly email: string }, password: string, network: string) =>
    server.send("POST", "/api/auth/sign-in/email", { email, password }, { "x-forwarded-for": network });
  for (let i = 0; i < 5; i += 1) await signIn(alice, `guess number ${i}`, "203.0.113.1");
  const locked = await Promise.all(
    Array.from({ length: 25 }, () => signIn(alice, alice.password, "203.0.113.2")),
  );
  expect(new Set(locked.map(({ status }) => status))).toEqual(new Set([429]));
  for (let i = 0; i < 4; i += 1)
    await Promise.all(Array.from({ length: 8 }, () => signIn(bea, bea.password, "203.0.113.2")));
  expect(await signIn(bea, bea.password, "203.0.113.2")).toMatchObject({ status: 200 });
});

test("while nobody can count, the site goes on, and no guess is looked at", async () => {
  await using server = await openTestServer(SHARED);
  const alice = await server.signUp("Alice");
  await using database = openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
  const uncounted = await database.sql.begin(async (tx) => {
    await tx`lock table rate_counters`;
    const [read, guessed] = await Promise.all([server.rest("GET", "/categories"), server.signIn(alice)]);
    return { read, guessed };
  });
  expect(uncounted.read).toMatchObject({ status: 200 });
  expect(uncounted.read.headers.has("ratelimit")).toBe(false);
  expect(uncounted.guessed).toMatchObject({ status: 503, body: { code: "unavailable" } });
  expect(await server.signIn(alice)).toMatchObject({ status: 200 });
}, 20_000);

test("nobody makes us write to one person again and again, nor to a crowd", async () => {
  await using server = await openTestServer(ON);
  const ask = (email: string) =>
    server.send("POST", "/api/auth/request-password-reset", { email }, { "x-forwarded-for": email });
  const toAlice = await Promise.all(Array.from({ length: 7 }, () => ask("alice@example.com")));
  expect(toAlice.filter(({ status }) => status === 200)).toHaveLength(5);
  const toMany = await Promise.all(Array.from({ length: 30 }, (_, i) => ask(`${i}@example.com`)));
  expect(toMany.filter(({ status }) => status === 200)).toHaveLength(23);
  expect(await ask("bea@example.com")).toMatchObject({ status: 429, body: { code: "too_many_requests" } });
});
