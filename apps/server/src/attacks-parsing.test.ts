import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { Answer, TestServer } from "./testing.ts";
import { openClientSalon } from "./testing/client-salon.ts";
import type { ClientSalon } from "./testing/client-salon.ts";
import { rawRequest } from "./testing/raw-request.ts";

let server: TestServer;
let salon: ClientSalon;
beforeAll(async () => {
  server = await openTestServer();
  salon = await openClientSalon(server);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

/** Fails where an answer takes longer than it may. */
async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const answer = await work();
  expect(performance.now() - began).toBeLessThan(ms);
  return answer;
}

const trpc = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  server.send("POST", `/trpc/${path}`, body, { authorization: `Bearer ${salon.owner.token}`, ...headers });

function problemIn({ body }: Answer): unknown {
  return (body as { error: { json: { data: { problem: unknown } } } }).error.json.data.problem;
}

test.each([
  ["two Host headers", "GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"],
  ["two Host headers, one of them folded", "GET /livez HTTP/1.1\r\nHost: a\r\n Host: b\r\n\r\n"],
  ["no Host header", "GET /livez HTTP/1.1\r\n\r\n"],
  [
    "both lengths",
    "POST /api/v1/salons HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  ],
  [
    "both lengths, the other way round",
    "POST /api/v1/salons HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
  ],
  [
    "two lengths",
    "POST /api/v1/salons HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
  ],
  ["a negative length", "POST /api/v1/salons HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"],
  [
    "an odd coding",
    "POST /api/v1/salons HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
  ],
  [
    "a chunk of no size",
    "POST /api/v1/salons HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
  ],
  ["a space before the colon", "GET /livez HTTP/1.1\r\nHost : a\r\n\r\n"],
  ["a bare CR in a header", "GET /livez HTTP/1.1\r\nHost: a\r\nX-Request-Id: a\rSet-Cookie: b\r\n\r\n"],
  ["NUL in a header", "GET /livez HTTP/1.1\r\nHost: a\r\nX-Request-Id: a\0b\r\n\r\n"],
  ["a version that is none", "GET / HTTP/9.9\r\n\r\n"],
])("%s: one request, refused in words", async (_, bytes) => {
  const answer = await rawRequest(server.url, bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 400/);
  expect(answer.toLowerCase()).toContain("application/problem+json");
  expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
});

test("what a header or a path echoes cannot become a header of ours", async () => {
  for (const bait of ["a%0d%0aSet-Cookie:%20x=1", "a\u2028b", "%E5%98%8A%E5%98%8DSet-Cookie:x"]) {
    const answers = [
      await server.rest("GET", `/salons/${bait}`),
      await server.rest("GET", `/categories?${bait}=1`),
      await server.send("GET", `/api/auth/callback/oidc?state=${bait}`),
    ];
    for (const { status, headers } of answers) {
      expect(status).toBeGreaterThanOrEqual(300);
      expect(status).toBeLessThan(500);
      expect(headers.has("set-cookie")).toBe(false);
    }
  }
  const odd = await rawRequest(
    server.url,
    "GET /livez HTTP/1.1\r\nHost: a\r\nX-Request-Id: \xe9<b>\r\nConnection: close\r\n\r\n",
  );
  expect(odd).toMatch(/x-request-id: [0-9a-f-]{36}\r\n/i);
});

test("200,000 nested lists are refused, in a body and in a batch", async () => {
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  const deepObject = `${'{"a":'.repeat(150_000)}1${"}".repeat(150_000)}`;
  for (const body of [deep, deepObject, `{"name":${deep}}`, `{"items":${deep}}`]) {
    const answer = await within(2_000, () => salon.owner.rest("POST", "/salons", body));
    expect(answer.status).toBe(400);
  }
  const throughTrpc = await within(2_000, () => trpc("me.update", `{"json":${deep}}`));
  expect(throughTrpc.status).toBe(400);
  const annotated = await within(2_000, () => trpc("me.update", `{"json":{},"meta":{"values":${deep}}}`));
  expect(annotated.status).toBe(400);
});

test("50,000 characters of bait take no longer than others", async () => {
  const { salonId, owner } = salon;
  const baits = ["a", "a-", "1.", " ", "+1", "a@", "a.", "0", "-", "\u0301", "%", "a@a."].map((bait) =>
    bait.repeat(50_000 / bait.length),
  );
  for (const bait of baits) {
    const tries = [
      () =>
        owner.rest("POST", "/salons", {
          name: bait,
          slug: bait,
          timeZone: bait,
          currency: bait,
          locale: bait,
        }),
      () => owner.rest("POST", `/salons/${salonId}/clients`, { name: "A", email: `${bait}!`, phone: bait }),
      () =>
        owner.rest("PATCH", `/salons/${salonId}`, { contact: { website: `http://${bait}`, email: bait } }),
      () => owner.rest("PUT", `/salons/${salonId}/test-clock`, { now: bait }),
      () => server.rest("POST", "/bookings", { salonId, localStart: bait, startsAt: bait, items: bait }),
      () =>
        server.send("POST", "/api/auth/sign-up/email", {
          name: "A",
          email: bait.slice(0, 15_000),
          password: bait.slice(0, 100),
        }),
    ];
    for (const send of tries) expect([400, 413]).toContain((await within(1_500, send)).status);
    const header = bait.slice(0, 8_000).replaceAll(/[^\x21-\x7e]/g, "x");
    for (const name of [
      "if-none-match",
      "if-match",
      "cookie",
      "authorization",
      "x-booking-token",
      "accept",
    ]) {
      const answer = await within(1_500, () =>
        server.rest("GET", `/salons/${salonId}`, undefined, { [name]: header }),
      );
      expect(answer.status).toBeLessThan(500);
    }
  }
});

test("a batch has at most ten calls", async () => {
  const batch = (count: number) =>
    `/trpc/${Array.from({ length: count }, () => "me.get").join(",")}?batch=1&input=%7B%7D`;
  const credentials = { authorization: `Bearer ${salon.owner.token}` };
  expect(await server.send("GET", batch(10), undefined, credentials)).toMatchObject({ status: 200 });
  expect(await server.send("GET", batch(11), undefined, credentials)).toMatchObject({ status: 400 });
  const many = await within(1_500, () => server.send("GET", batch(2_000), undefined, credentials));
  expect([400, 404, 414, 431]).toContain(many.status);
  const posted = await within(1_500, () => server.send("POST", batch(700), {}, credentials));
  expect(posted.status).toBe(400);
});

test("a batch has at most two searches, and one search does not look for ever", async () => {
  const { salonId, variantId } = salon;
  const search = (days: number, services: number, maxWaitMinutes: number) => ({
    from: "2027-03-01",
    to: new Date(Date.UTC(2027, 1, 28 + days)).toISOString().slice(0, 10),
    items: Array.from({ length: services }, () => ({ variantId })),
    maxWaitMinutes,
  });
  const batch = (count: number) => {
    const inputs = Array.from({ length: count }, () => ({ json: { salonId, ...search(1, 1, 0) } }));
    const input = encodeURIComponent(JSON.stringify(Object.fromEntries(inputs.entries())));
    return server.send(
      "GET",
      `/trpc/${inputs.map(() => "availability.search").join()}?batch=1&input=${input}`,
    );
  };
  expect(await batch(2)).toMatchObject({ status: 200 });
  expect(await batch(3)).toMatchObject({ status: 400 });

  const ask = (days: number, services: number, wait: number) =>
    server.rest("POST", `/salons/${salonId}/availability`, search(days, services, wait));
  expect(await ask(7, 8, 480)).toMatchObject({ status: 200 });
  expect(await ask(62, 2, 480)).toMatchObject({ status: 200 });
  expect(await ask(31, 3, 480)).toMatchObject({ status: 200 });
  expect(await ask(62, 6, 480)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: "/maxWaitMinutes", code: "custom" }] },
  });
});

test.each([
  ["RegExp", { json: { name: "/(a+)+$/" }, meta: { values: { name: ["regexp"] } } }],
  [
    "Error",
    { json: { name: { name: "Error", message: "m", stack: "s" } }, meta: { values: { name: ["Error"] } } },
  ],
  ["bigint", { json: { name: "9".repeat(500_000) }, meta: { values: { name: ["bigint"] } } }],
  ["Map", { json: { name: [["a", 1]] }, meta: { values: { name: ["map"] } } }],
  ["Set", { json: { name: ["a"] }, meta: { values: { name: ["set"] } } }],
  ["URL", { json: { name: "http://a" }, meta: { values: { name: ["URL"] } } }],
  ["symbol", { json: { name: "a" }, meta: { values: { name: [["symbol", "a"]] } } }],
  ["class", { json: { name: {} }, meta: { values: { name: [["class", "Date"]] } } }],
  [
    "an equal reference",
    { json: { name: "a", locale: null }, meta: { referentialEqualities: { name: ["locale"] } } },
  ],
  ["a path into the prototype", { json: {}, meta: { values: { "__proto__.polluted": ["Date"] } } }],
  [
    "a path into a constructor",
    { json: { a: {} }, meta: { values: { "constructor.prototype.polluted": ["undefined"] } } },
  ],
  ["a date that is none", { json: { name: "x" }, meta: { values: { name: ["Date"] } } }],
])("superjson's %s is not revived", async (_, message) => {
  const answer = await within(1_000, () => trpc("me.update", message));
  expect(answer.status).toBe(400);
  expect(problemIn(answer)).toMatchObject({ status: 400 });
  expect(JSON.stringify(answer.body)).not.toMatch(/superjson|revive|stack|at .*\.(?:ts|js)/);
  expect({}).not.toHaveProperty("polluted");
});

test("reading is not writing, and a form or plain text writes nothing", async () => {
  const { token, cookie, rest } = await server.signUp("Alice");
  const get = new URLSearchParams({ input: JSON.stringify({ json: { name: "Mallory" } }) });
  const bearer = { authorization: `Bearer ${token}` };
  const tries = [
    await server.send("GET", `/trpc/me.update?${get.toString()}`, undefined, { ...bearer, cookie }),
    await server.send("GET", `/trpc/me.update?${get.toString()}`, undefined, {
      cookie,
      "x-http-method-override": "POST",
    }),
    await rest("PATCH", "/me", "name=Mallory", { "content-type": "application/x-www-form-urlencoded" }),
    await rest("PATCH", "/me", '{"name":"Mallory"}', { "content-type": "text/plain" }),
    await rest("PATCH", "/me", '{"name":"Mallory"}', { "content-type": "" }),
    await server.send("POST", "/trpc/me.update", '{"json":{"name":"Mallory"}}', {
      cookie,
      "content-type": "text/plain",
    }),
    await server.send("POST", "/trpc/me.update", '{"json":{"name":"Mallory"}}', {
      cookie,
      origin: "null",
      "sec-fetch-site": "cross-site",
    }),
    await server.send("POST", "/api/auth/change-password", "a=b", { cookie, "content-type": "text/plain" }),
    await server.send("POST", "/api/auth/sign-out", "{}", { cookie, origin: "null" }),
  ];
  for (const { status } of tries) expect([400, 403, 405, 415]).toContain(status);
  expect(await rest("GET", "/me")).toMatchObject({ status: 200, body: { name: "Alice" } });
});

test("a number is a number, a text a text, and a page has a size", async () => {
  const { salonId, owner } = salon;
  const variant = (minutes: string) =>
    `{"name":"Odd","variants":[{"name":"Odd","price":{"amountMinor":1},"segments":[{"kind":"active","minutes":${minutes}}]}]}`;
  for (const minutes of [
    '"Infinity"',
    "1e400",
    '"1e400"',
    '"0x10"',
    '"60"',
    "[60]",
    '{"valueOf":60}',
    "true",
    "-0.5",
  ])
    expect(await owner.rest("POST", `/salons/${salonId}/services`, variant(minutes))).toMatchObject({
      status: 400,
    });
  for (const limit of [
    "0",
    "-1",
    "1e9",
    "0x10",
    "Infinity",
    "1e400",
    "05",
    "101",
    "",
    "7&limit=7",
    "%5B7%5D",
  ])
    expect(await owner.rest("GET", `/salons/${salonId}/clients?limit=${limit}`)).toMatchObject({
      status: 400,
    });
  for (const limit of [0, -1, 1e9, "7", [7], null, 1.5])
    expect(await listThroughTrpc(limit)).toMatchObject({ status: 400 });
  for (const name of [
    '"A\\u0000B"',
    '"\\ud800"',
    '""',
    '"   "',
    `"${"x".repeat(5_000)}"`,
    '["A"]',
    '{"toString":"A"}',
  ])
    expect(await owner.rest("POST", `/salons/${salonId}/clients`, `{"name":${name}}`)).toMatchObject({
      status: 400,
    });
});

test("an Idempotency-Key comes with whatever for a salon, which is refused in words", async () => {
  for (const salonId of [{ toString: 1, valueOf: 1 }, [], 7, null])
    expect(
      await server.rest("POST", "/bookings", { salonId, items: [] }, { "idempotency-key": "odd" }),
    ).toMatchObject({ status: 400, body: { code: "invalid_input" } });
});

test("a key that reaches for the prototype is refused, in whatever it stands", async () => {
  const { salonId, owner } = salon;
  for (const key of ['"__proto__"', '"\\u005f_proto__"', '"constructor"', '"prototype"']) {
    const poison = `{${key}:{"polluted":true,"prototype":{"polluted":true}}}`;
    const bodies = [poison, `{"name":"A",${poison.slice(1)}`, `{"name":"A","address":${poison}}`];
    for (const body of bodies)
      expect(await owner.rest("PATCH", `/salons/${salonId}`, body)).toMatchObject({ status: 400 });
    expect(
      await trpc("salons.update", `{"json":{"salonId":"${salonId}","address":${poison}}}`),
    ).toMatchObject({ status: 400 });
    expect(await server.send("POST", "/api/auth/sign-in/email", poison)).toMatchObject({ status: 400 });
  }
  const query = await owner.rest("GET", `/salons/${salonId}/clients?__proto__=1&constructor[prototype]=1`);
  expect(query).toMatchObject({ status: 400 });
  expect({}).not.toHaveProperty("polluted");
});

function listThroughTrpc(limit: unknown): Promise<Answer> {
  const input = encodeURIComponent(JSON.stringify({ json: { salonId: salon.salonId, limit } }));
  return server.send("GET", `/trpc/clients.list?input=${input}`, undefined, {
    authorization: `Bearer ${salon.owner.token}`,
  });
}
