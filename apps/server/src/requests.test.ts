import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openTestServer } from "./testing.ts";

const SALON = {
  name: "Salon Mitte",
  timeZone: "Europe/Berlin",
  currency: "EUR",
  address: { line1: "Linienstraße 1", city: "Berlin", postalCode: "10119", country: "DE" },
};

test("whatever goes wrong on the way in is a problem document", async () => {
  await using server = await openTestServer();
  const problem = (status: number, code: string) => ({
    status,
    body: { status, code, type: `/problems/${code}` },
  });
  const json = { "content-type": "application/json" };
  expect(await server.rest("GET", "/nothing")).toMatchObject(problem(404, "not_found"));
  expect(await server.send("GET", "/nothing")).toMatchObject(problem(404, "not_found"));
  const wrongMethod = await server.rest("DELETE", "/categories");
  expect(wrongMethod).toMatchObject(problem(405, "method_not_allowed"));
  expect(wrongMethod.headers.get("allow")).toContain("GET");
  expect(await server.rest("POST", "/salons", "{", json)).toMatchObject(problem(400, "malformed_request"));
  expect(await server.rest("POST", "/salons", "a=b", { "content-type": "text/plain" })).toMatchObject(
    problem(415, "unsupported_media_type"),
  );
  expect(await server.rest("POST", "/salons", { name: "x".repeat(1_100_000) })).toMatchObject(
    problem(413, "payload_too_large"),
  );
  expect(await server.rest("GET", "/categories?nonsense=1")).toMatchObject(problem(400, "invalid_input"));
  expect(await server.rest("POST", "/salons", SALON)).toMatchObject(problem(401, "unauthenticated"));
  const form = { "content-type": "application/x-www-form-urlencoded" };
  expect(await server.send("POST", "/api/auth/sign-in/email", "email=a", form)).toMatchObject(
    problem(415, "unsupported_media_type"),
  );
  expect(await server.send("POST", "/api/auth/admin/set-role", {})).toMatchObject(problem(404, "not_found"));
});

test("a page of another site cannot write with Alice's cookie, her own site can", async () => {
  await using server = await openTestServer({ CORS_ORIGINS: "https://app.example.com" });
  const { cookie, token } = await server.signUp("Alice");
  const rename = (headers: Record<string, string>) =>
    server.rest("PATCH", "/me", { name: "Alicia" }, { cookie, ...headers });
  const refused = { status: 403, body: { code: "cross_site_request" } };
  expect(await rename({ origin: "https://evil.example" })).toMatchObject(refused);
  expect(await rename({ origin: "null" })).toMatchObject(refused);
  expect(await rename({ "sec-fetch-site": "cross-site" })).toMatchObject(refused);
  expect(await rename({ "sec-fetch-site": "cross-site", origin: server.url })).toMatchObject(refused);
  expect(await rename({})).toMatchObject(refused);
  expect(
    await server.send(
      "POST",
      "/trpc/me.update",
      { json: { name: "Mallory" } },
      { cookie, origin: "https://evil.example" },
    ),
  ).toMatchObject({ status: 403 });
  expect(await server.send("POST", "/api/auth/sign-out", {}, { cookie, origin: "null" })).toMatchObject(
    refused,
  );
  expect(await server.rest("GET", "/me", undefined, { cookie })).toMatchObject({ body: { name: "Alice" } });
  expect(await rename({ origin: server.url })).toMatchObject({ status: 200 });
  expect(await rename({ origin: "https://app.example.com" })).toMatchObject({ status: 200 });
  const bearer = { authorization: `Bearer ${token}`, origin: "https://evil.example" };
  expect(await server.rest("PATCH", "/me", { name: "Ali" }, bearer)).toMatchObject({ status: 200 });
});

test("a token that is none is refused, an old cookie is nobody's", async () => {
  await using server = await openTestServer();
  const me = (headers: Record<string, string>) => server.rest("GET", "/categories", undefined, headers);
  const refused = { status: 401, body: { code: "unauthenticated" } };
  expect(await me({ authorization: "Bearer sk_live_of_nobody" })).toMatchObject(refused);
  expect(await me({ authorization: "Basic YWxpY2U6cHc=" })).toMatchObject(refused);
  expect(await me({ authorization: `Bearer ${"a".repeat(32)}` })).toMatchObject(refused);
  expect(await me({ cookie: `salon.session_token=${"a".repeat(32)}.sig` })).toMatchObject({ status: 200 });
  expect(await me({ cookie: "salon.session_token=%00%00" })).toMatchObject({ status: 200 });
});

test("an answer given again says so, through both doors", async () => {
  await using server = await openTestServer();
  const mona = await server.signUp("Mona");
  const key = { "idempotency-key": "mona-opens" };
  const first = await mona.rest("POST", "/salons", SALON, key);
  expect(first).toMatchObject({ status: 201 });
  expect(first.headers.has("idempotent-replayed")).toBe(false);
  const again = await mona.rest("POST", "/salons", SALON, key);
  expect(again).toMatchObject({ status: 201, body: first.body });
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  const other = await mona.rest("POST", "/salons", { ...SALON, name: "Other" }, key);
  expect(other).toMatchObject({ status: 422, body: { code: "idempotency_mismatch" } });

  const credentials = { authorization: `Bearer ${mona.token}`, "idempotency-key": "mona-opens-another" };
  const call = () => server.send("POST", "/trpc/salons.create", { json: SALON }, credentials);
  const [made, replayed] = [await call(), await call()];
  expect(made.headers.has("idempotent-replayed")).toBe(false);
  expect(replayed.headers.get("idempotent-replayed")).toBe("true");
  expect(replayed.body).toEqual(made.body);
});

test("a batch of several mutations takes no key, and no batch is endless", async () => {
  await using server = await openTestServer();
  const mona = await server.signUp("Mona");
  const batch = { 0: { json: { name: "A" } }, 1: { json: { name: "B" } } };
  const answer = await server.send("POST", "/trpc/me.update,me.update?batch=1", batch, {
    authorization: `Bearer ${mona.token}`,
    "idempotency-key": "both",
  });
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain("idempotency_key_in_batch");
  const many = Array.from({ length: 200 }, () => "salons.categories").join(",");
  expect((await server.send("GET", `/trpc/${many}?batch=1`)).status).toBe(400);
});

test("a request id goes in and out where it is sane, and into the problem", async () => {
  await using server = await openTestServer();
  const given = await server.rest("GET", "/nothing", undefined, { "x-request-id": "checkout-42" });
  expect(given).toMatchObject({ body: { requestId: "checkout-42" } });
  expect(given.headers.get("x-request-id")).toBe("checkout-42");
  const odd = await server.rest("GET", "/nothing", undefined, { "x-request-id": 'a b"<script>' });
  expect(odd.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("two Host headers, both lengths and half a head are refused in words", async () => {
  await using server = await openTestServer();
  const raw = async (text: string) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(text);
    let answer = "";
    socket.on("data", (data) => (answer += String(data)));
    while (!answer.includes("\r\n\r\n")) await sleep(5);
    socket.destroy();
    return answer;
  };
  const smuggled =
    "POST /api/v1/salons HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
  for (const text of [
    smuggled,
    "GET / HTTP/9.9\r\n\r\n",
    "GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
  ]) {
    const answer = await raw(text);
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect(answer.toLowerCase()).toContain("application/problem+json");
  }
});

test("every address has a budget, which the answers tell", async () => {
  await using server = await openTestServer({ RATE_LIMITS: "on" });
  const first = await server.rest("GET", "/categories");
  expect(first.headers.get("ratelimit-policy")).toBe('"ip";q=1200;w=60');
  expect(first.headers.get("ratelimit")).toMatch(/^"ip";r=\d+;t=\d+$/);
  for (let round = 0; round < 12; round += 1) {
    await Promise.all(Array.from({ length: 100 }, () => server.app.inject({ url: "/api/v1/categories" })));
  }
  const last = await server.rest("GET", "/categories");
  expect(last).toMatchObject({ status: 429, body: { code: "too_many_requests" } });
  expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
});
