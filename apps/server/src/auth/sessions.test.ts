import { openDatabase } from "@salon/db";
import type { Database } from "@salon/db";
import { expect, test, vi } from "vitest";
import { openTestServer, secretOf } from "../testing.ts";
import type { TestServer } from "../testing.ts";

const bearer = (token: unknown) => ({ authorization: `Bearer ${String(token)}` });
const EXPIRED = { status: 400, body: { code: "link_expired" } };

function tablesOf(server: TestServer): Database {
  return openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
}

function confirm(server: TestServer, link: string | undefined) {
  return server.send("POST", "/api/auth/verify-email", { token: secretOf(link) });
}

async function linkTo(server: TestServer, email: string, path: string): Promise<string> {
  await server.send("POST", `/api/auth/${path}`, { email });
  return (await server.mailTo(email)).link ?? "";
}

test("a link that confirms an address works once, and the newest takes the older ones along", async () => {
  await using server = await openTestServer();
  const alice = await server.signUp("Alice", { verified: false });
  const first = (await server.mailTo(alice.email)).link;
  // Two that are asked for in one second are one link.
  const second = await vi.waitFor(async () => {
    const link = await linkTo(server, alice.email, "send-verification-email");
    expect(link).not.toBe(first);
    return link;
  }, 5_000);
  expect(await confirm(server, second)).toMatchObject({ status: 200 });
  expect(await confirm(server, second)).toMatchObject(EXPIRED);
  expect(await confirm(server, first)).toMatchObject(EXPIRED);
});

test("who only opens a mail's link, as programs do that look into mails, confirms nothing", async () => {
  await using server = await openTestServer();
  const alice = await server.signUp("Alice", { verified: false });
  const { link } = await server.mailTo(alice.email);
  const { pathname, search } = new URL(link ?? "");
  const page = { accept: "text/html" };
  expect(await server.send("GET", pathname + search, undefined, page)).toMatchObject({ status: 200 });
  const token = new URLSearchParams({ token: secretOf(link) }).toString();
  for (const method of ["GET", "HEAD"] as const)
    expect(await server.send(method, `/api/auth/verify-email?${token}`)).toMatchObject({ status: 405 });
  expect(await alice.rest("GET", "/me")).toMatchObject({ body: { emailVerified: false } });
  expect(await confirm(server, link)).toMatchObject({ status: 200, body: { status: true } });
  expect(await alice.rest("GET", "/me")).toMatchObject({ body: { emailVerified: true } });
});

test("two browsers follow one link: it works for one", async () => {
  await using server = await openTestServer();
  const alice = await server.signUp("Alice", { verified: false });
  const { link } = await server.mailTo(alice.email);
  const answers = await Promise.all([1, 2, 3].map(() => confirm(server, link)));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
});

test("choosing or changing a password takes back every link that is still out", async () => {
  await using server = await openTestServer();
  const alice = await server.signUp("Alice", { verified: false });
  const tokenOf = (link: string) => new URL(link).searchParams.get("token");
  const verification = (await server.mailTo(alice.email)).link;
  const [older, newer, third] = [
    tokenOf(await linkTo(server, alice.email, "request-password-reset")),
    tokenOf(await linkTo(server, alice.email, "request-password-reset")),
    tokenOf(await linkTo(server, alice.email, "request-password-reset")),
  ];
  const reset = (token: string | null, newPassword = "a brand new password") =>
    server.send("POST", "/api/auth/reset-password", { token, newPassword });
  expect(await reset(newer)).toMatchObject({ status: 200 });
  for (const token of [newer, older, third]) expect(await reset(token)).toMatchObject(EXPIRED);
  expect(await confirm(server, verification)).toMatchObject(EXPIRED);

  const out = tokenOf(await linkTo(server, alice.email, "request-password-reset"));
  const session = await server.signIn({ ...alice, password: "a brand new password" });
  const change = { currentPassword: "a brand new password", newPassword: "yet another password" };
  const changed = await server.send(
    "POST",
    "/api/auth/change-password",
    change,
    bearer(session.body["token"]),
  );
  expect(changed.status).toBe(200);
  expect(await reset(out)).toMatchObject(EXPIRED);
});

test("who came in by a provider chooses a first password by mail, and the other links go", async () => {
  await using server = await openTestServer();
  await using tables = tablesOf(server);
  const alice = await server.signUp("Alice");
  await tables.sql`update accounts set provider_id = 'oidc', account_id = 'alice', password = null`;
  const ask = async () =>
    new URL(await linkTo(server, alice.email, "request-password-reset")).searchParams.get("token");
  const [older, newer] = [await ask(), await ask()];
  const reset = (token: string | null) =>
    server.send("POST", "/api/auth/reset-password", { token, newPassword: "a brand new password" });
  expect(await reset(newer)).toMatchObject({ status: 200 });
  expect(await reset(older)).toMatchObject(EXPIRED);
  expect(await server.signIn({ ...alice, password: "a brand new password" })).toMatchObject({ status: 200 });
});

test("a link lives an hour, and no table tells what it is", async () => {
  await using server = await openTestServer();
  await using tables = tablesOf(server);
  const alice = await server.signUp("Alice", { verified: false });
  const link = await linkTo(server, alice.email, "request-password-reset");
  const token = new URL(link).searchParams.get("token") ?? "";
  const rows = await tables.sql`
    select identifier, value, extract(epoch from expires_at - now())::int as seconds from verifications`;
  expect(rows).toHaveLength(2);
  for (const { seconds } of rows) expect(seconds).toSatisfy((left: number) => left > 3_500 && left <= 3_600);
  expect(JSON.stringify(rows)).not.toContain(token);

  await tables.sql`update verifications set expires_at = now() - interval '1 second'`;
  const late = await server.send("POST", "/api/auth/reset-password", {
    token,
    newPassword: "a brand new password",
  });
  expect(late).toMatchObject(EXPIRED);
});

test("who reads the table of sessions cannot become anybody", async () => {
  await using server = await openTestServer();
  await using tables = tablesOf(server);
  const alice = await server.signUp("Alice");
  const kept = await tables.sql`select id, token from sessions`;
  expect(JSON.stringify(kept)).not.toContain(alice.token);
  for (const { id, token } of kept)
    for (const stolen of [id, token]) {
      expect(await server.rest("GET", "/me", undefined, bearer(stolen))).toMatchObject({ status: 401 });
      const session = await server.send("GET", "/api/auth/get-session", undefined, bearer(stolen));
      expect(session.body).toEqual({ session: null, user: null });
    }
});

test("signing in makes a new session, whatever cookie the browser brought", async () => {
  await using server = await openTestServer();
  const [alice, mallory] = [await server.signUp("Alice"), await server.signUp("Mallory")];
  const { email, password } = alice;
  const planted = { cookie: mallory.cookie, "sec-fetch-site": "same-origin" };
  const signedIn = await server.send("POST", "/api/auth/sign-in/email", { email, password }, planted);
  expect(signedIn.body["token"]).not.toBe(mallory.token);
  expect(signedIn.body["token"]).not.toBe(alice.token);
  expect(await mallory.rest("GET", "/me")).toMatchObject({ body: { email: mallory.email } });
});

test("a session that is used lasts on, written once a day, and one that is not remembered does not", async () => {
  await using server = await openTestServer();
  await using tables = tablesOf(server);
  const alice = await server.signUp("Alice");
  const age = (days: number) => tables.sql`
    update sessions set updated_at = updated_at - make_interval(days => ${days}),
      expires_at = expires_at - make_interval(days => ${days})`;
  const daysLeft = async () =>
    (
      await tables.sql`select round(extract(epoch from expires_at - now()) / 86400)::int as days from sessions`
    )[0];
  await age(20);
  expect(await daysLeft()).toEqual({ days: 10 });
  await alice.rest("GET", "/me");
  expect(await daysLeft()).toEqual({ days: 30 });
  await tables.sql`update sessions set expires_at = updated_at + interval '29 days'`;
  await alice.rest("GET", "/me");
  expect(await daysLeft()).toEqual({ days: 29 });

  await tables.sql`delete from sessions`;
  const { email, password } = alice;
  const once = { email, password, rememberMe: false };
  const { body } = await server.send("POST", "/api/auth/sign-in/email", once);
  await tables.sql`update sessions set updated_at = updated_at - interval '20 hours', expires_at = expires_at - interval '20 hours'`;
  const [before] = await tables.sql`select expires_at from sessions`;
  const credentials = bearer(body["token"]);
  expect((await server.rest("GET", "/me", undefined, credentials)).status).toBe(200);
  expect(await server.send("GET", "/api/auth/get-session", undefined, credentials)).toMatchObject({
    body: { user: { email } },
  });
  const offer = await server.send("POST", "/api/auth/two-factor/enable", { password }, credentials);
  expect(offer.status).toBe(200);
  expect((await tables.sql`select expires_at from sessions`)[0]).toEqual(before);
});

test("each change of an account's security is recorded beside it, and no secret with it", async () => {
  await using server = await openTestServer();
  await using tables = tablesOf(server);
  const alice = await server.signUp("Alice");
  const { password } = alice;
  const change = { currentPassword: password, newPassword: "another long password" };
  const wrong = { ...change, currentPassword: "not her password" };
  await server.send("POST", "/api/auth/change-password", wrong, bearer(alice.token));
  await server.send("POST", "/api/auth/change-password", change, bearer(alice.token));
  const token = new URL(await linkTo(server, alice.email, "request-password-reset")).searchParams.get(
    "token",
  );
  await server.send("POST", "/api/auth/reset-password", { token, newPassword: "a brand new password" });
  const signedIn = await server.signIn({ ...alice, password: "a brand new password" });
  await server.signIn({ ...alice, password: "a brand new password" });
  const current = bearer(signedIn.body["token"]);
  expect(await server.send("POST", "/api/auth/revoke-other-sessions", {}, current)).toMatchObject({
    status: 200,
  });

  const log = await tables.sql`
    select action, actor_id = ${alice.userId} as "hers", subject_type as "of", before, after, request_id as "request"
    from audit_log order by id`;
  expect(log.map(({ action, hers, of }) => `${String(action)} of ${String(of)}: ${hers === true}`)).toEqual([
    "user.signed_up of user: true",
    "email.verified of user: true",
    "password.changed of user: true",
    "password.reset of user: true",
    "session.revoked of session: true",
  ]);
  for (const { request } of log) expect(request).toMatch(/^[\da-f-]{36}$/);
  expect(JSON.stringify(log)).not.toMatch(/argon2|alice\.|Alice/);
});
