import { expect, test } from "vitest";
import { openTestServer, secretOf } from "./testing.ts";

const PASSWORD = "correct horse battery";
const cookieOf = (headers: Headers) => headers.getSetCookie()[0]?.split(";")[0] ?? "";
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test("Alice signs up, follows the link of her mail, and signs in by cookie and by bearer token", async () => {
  await using server = await openTestServer();
  const account = { name: "Alice", email: "Alice@Example.com ", password: PASSWORD };
  const signedUp = await server.send("POST", "/api/auth/sign-up/email", account);
  expect(signedUp).toMatchObject({
    status: 200,
    body: { token: null, user: { email: "alice@example.com" } },
  });
  expect(signedUp.headers.getSetCookie()).toEqual([]);

  const early = await server.signIn(account);
  expect(early).toMatchObject({ status: 200, body: { user: { emailVerified: false } } });

  const verified = await server.send("POST", "/api/auth/verify-email", {
    token: secretOf((await server.mailTo("alice@example.com")).link),
  });
  expect(verified).toMatchObject({ status: 200, body: { status: true } });
  const { headers, body } = await server.signIn(account);
  expect(headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/);
  const me = { status: 200, body: { name: "Alice", email: "alice@example.com", emailVerified: true } };
  expect(await server.rest("GET", "/me", undefined, { cookie: cookieOf(headers) })).toMatchObject(me);
  expect(await server.rest("GET", "/me", undefined, bearer(String(body["token"])))).toMatchObject(me);
});

test("signing out and changing the password end sessions at once", async () => {
  await using server = await openTestServer();
  const alice = await server.signUp("Alice");
  const second = String((await server.signIn(alice)).body["token"]);
  const third = String((await server.signIn(alice)).body["token"]);
  expect(await server.send("POST", "/api/auth/sign-out", {}, bearer(second))).toMatchObject({ status: 200 });
  expect(await server.rest("GET", "/me", undefined, bearer(second))).toMatchObject({
    status: 401,
    body: { code: "unauthenticated" },
  });
  const change = { currentPassword: PASSWORD, newPassword: "another long password" };
  const changed = await server.send("POST", "/api/auth/change-password", change, bearer(third));
  expect(changed.status).toBe(200);
  expect(await alice.rest("GET", "/me")).toMatchObject({ status: 401 });
  expect(await server.rest("GET", "/me", undefined, bearer(third))).toMatchObject({ status: 401 });
  expect(await server.rest("GET", "/me", undefined, bearer(String(changed.body["token"])))).toMatchObject({
    status: 200,
  });
  expect(await server.signIn(alice)).toMatchObject({ status: 401, body: { code: "invalid_credentials" } });
});

test("a forgotten password is chosen anew once, by mail, and ends every session", async () => {
  await using server = await openTestServer();
  const alice = await server.signUp("Alice");
  await server.send("POST", "/api/auth/request-password-reset", { email: alice.email });
  const token = new URL((await server.mailTo(alice.email)).link ?? "").searchParams.get("token");
  const reset = { token, newPassword: "a brand new password" };
  expect(await server.send("POST", "/api/auth/reset-password", reset)).toMatchObject({ status: 200 });
  expect(await alice.rest("GET", "/me")).toMatchObject({ status: 401 });
  expect(await server.signIn({ ...alice, password: reset.newPassword })).toMatchObject({ status: 200 });
  expect(await server.send("POST", "/api/auth/reset-password", reset)).toMatchObject({
    status: 400,
    body: { code: "link_expired" },
  });
});

test("an address that has an account is answered like one that has none", async () => {
  await using server = await openTestServer();
  const alice = await server.signUp("Alice");
  const shape = ({ status, body }: Awaited<ReturnType<typeof server.send>>) => ({
    status,
    keys: Object.keys(body),
    user: Object.entries(body["user"] ?? {}).map(([key, value]) => [key, typeof value]),
  });
  const signUp = (email: string) =>
    server.send("POST", "/api/auth/sign-up/email", { name: "Somebody", email, password: PASSWORD });
  expect(shape(await signUp(alice.email))).toEqual(shape(await signUp("new@example.com")));
  expect(await server.mailTo(alice.email)).toMatchObject({ subject: "You have an account already" });

  for (const path of ["/request-password-reset", "/send-verification-email"]) {
    const known = await server.send("POST", `/api/auth${path}`, { email: alice.email });
    const unknown = await server.send("POST", `/api/auth${path}`, { email: "nobody@example.com" });
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
  }
  const wrong = await server.signIn({ ...alice, password: "not her password" });
  const nobody = await server.signIn({ email: "nobody@example.com", password: "not her password" });
  expect({ ...wrong.body, requestId: "" }).toEqual({ ...nobody.body, requestId: "" });
});

test("sessions are listed without their tokens and ended one by one", async () => {
  await using server = await openTestServer();
  const alice = await server.signUp("Alice");
  const phone = String((await server.signIn(alice)).body["token"]);
  const { body } = await server.send("GET", "/api/auth/list-sessions", undefined, bearer(alice.token));
  const sessions = body["items"] as { id: string; current: boolean }[];
  expect(sessions.filter(({ current }) => current)).toHaveLength(1);
  expect(JSON.stringify(body)).not.toContain(phone);
  const other = sessions.find(({ current }) => !current);
  const ended = await server.send("POST", "/api/auth/revoke-session", { id: other?.id }, bearer(alice.token));
  expect(ended.status).toBe(200);
  expect(await server.rest("GET", "/me", undefined, bearer(phone))).toMatchObject({ status: 401 });
  expect(await alice.rest("GET", "/me")).toMatchObject({ status: 200 });
});

test("the sixth wrong password is not looked at, whatever address its sender claims", async () => {
  await using server = await openTestServer({ RATE_LIMITS: "on" });
  const alice = await server.signUp("Alice");
  const guess = (n: number) =>
    server.send(
      "POST",
      "/api/auth/sign-in/email",
      { email: alice.email, password: `guess number ${n}` },
      { "x-forwarded-for": `203.0.113.${n}` },
    );
  for (let n = 1; n <= 5; n += 1) expect((await guess(n)).status).toBe(401);
  const sixth = await guess(6);
  expect(sixth).toMatchObject({ status: 429, body: { code: "too_many_requests" } });
  expect(Number(sixth.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await server.signIn(alice)).toMatchObject({ status: 429 });
});

test("what an account may not be is refused with the field's name", async () => {
  await using server = await openTestServer();
  const signUp = (over: object) =>
    server.send("POST", "/api/auth/sign-up/email", {
      name: "Alice",
      email: "alice@example.com",
      password: PASSWORD,
      ...over,
    });
  const refused = { status: 400, body: { code: "invalid_input" } };
  expect(await signUp({ password: "short" })).toMatchObject(refused);
  expect(await signUp({ email: "alice" })).toMatchObject(refused);
  expect(await signUp({ email: "аlice@example.com" })).toMatchObject(refused);
  expect(await signUp({ name: "Alice\u0000" })).toMatchObject(refused);
  const admin = await signUp({ emailVerified: true, role: "admin" });
  expect(admin).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: "/emailVerified" }, { pointer: "/role" }] },
  });
  const unicode = {
    email: "ünal@example.com".replace("ü", "u"),
    password: `${"🔑".repeat(40)}\u0000 tail that counts`,
  };
  expect(await signUp(unicode)).toMatchObject({ status: 200 });
  expect(await server.signIn(unicode)).toMatchObject({ status: 200 });
  expect(await server.signIn({ ...unicode, password: `${"🔑".repeat(40)}\u0000` })).toMatchObject({
    status: 401,
  });
});
