import { openDatabase } from "@salon/db";
import { AUTH_PATH } from "@salon/runtime";
import { expect, test } from "vitest";
import { openTestServer } from "../testing.ts";
import type { TestServer } from "../testing.ts";

/** Somebody of each kind that must not be told from nobody by who lacks the password. */
async function everyKind(server: TestServer) {
  await using tables = openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
  const known = await server.signUp("Known");
  const unverified = await server.signUp("Unverified", { verified: false });
  const banned = await server.signUp("Banned");
  const elsewhere = await server.signUp("Elsewhere");
  await tables.sql`update users set banned_at = now() where id = ${banned.userId}`;
  await tables.sql`
    update accounts set provider_id = 'oidc', password = null where user_id = ${elsewhere.userId}`;
  return {
    known: known.email,
    unverified: unverified.email,
    banned: banned.email,
    elsewhere: elsewhere.email,
    nobody: "nobody@example.com",
  };
}

test("a wrong password is answered alike for every kind of address, and so is a banned person's right one", async () => {
  await using server = await openTestServer();
  const kinds = await everyKind(server);
  const answers = await Promise.all(
    Object.values(kinds).map((email) => server.signIn({ email, password: "not the password" })),
  );
  const banned = await server.signIn({ email: kinds.banned, password: "correct horse battery" });
  for (const { status, body, headers } of [...answers, banned]) {
    expect({ status, ...body, requestId: "" }).toEqual({ status: 401, ...answers[0]?.body, requestId: "" });
    expect(headers.getSetCookie().join()).not.toContain("session_token");
  }
});

test("a wrong password takes as long for every kind of address, because each is hashed", async () => {
  await using server = await openTestServer();
  const kinds = { ...(await everyKind(server)), "without a hash": "" };
  const times = new Map<string, number[]>(Object.keys(kinds).map((kind) => [kind, []]));
  // Below the floor that refusals wait for, which would hide everything.
  for (let round = 0; round < 9; round += 1)
    for (const [kind, email] of Object.entries(kinds)) {
      const begun = performance.now();
      await guess(server, email);
      times.get(kind)?.push(performance.now() - begun);
    }
  const { "without a hash": cheap = 0, ...medians } = Object.fromEntries(
    [...times].map(([kind, samples]) => [kind, medianOf(samples)]),
  );
  const [fastest, slowest] = [Math.min(...Object.values(medians)), Math.max(...Object.values(medians))];
  expect(slowest / fastest).toBeLessThan(1.6);
  // What leaving the hash out for one of them would look like.
  expect(fastest / cheap).toBeGreaterThan(1.6);
});

async function guess(server: TestServer, email: string): Promise<void> {
  const path = email === "" ? "/request-password-reset" : "/sign-in/email";
  const body = JSON.stringify({ email: email || "nobody@example.com", password: "not the password" });
  const headers = { "content-type": "application/json" };
  const url = `http://localhost:3000${AUTH_PATH}${path}`;
  await server.runtime.auth
    .ask(new Request(url, { method: "POST", headers, body }), "guess")
    .catch(() => null);
}

function medianOf(samples: readonly number[]): number {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)] ?? 0;
}

test("an address that looks like another's is refused, or is its own", async () => {
  await using server = await openTestServer();
  const signUp = (email: string) =>
    server.send("POST", "/api/auth/sign-up/email", {
      name: "Somebody",
      email,
      password: "correct horse battery",
    });
  for (const email of [
    "аlice@example.com",
    "alice@exаmple.com",
    "alice@exämple.com",
    "ａlice@example.com",
    "alice@example.com\u200b",
    "ali\u0131ce@example.com",
    "\u212aate@example.com",
    "alice@[127.0.0.1]",
  ])
    expect(await signUp(email), email).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/email" }] },
    });
  expect(await signUp("alice@xn--exmple-cua.com")).toMatchObject({
    status: 200,
    body: { user: { email: "alice@xn--exmple-cua.com" } },
  });
});
