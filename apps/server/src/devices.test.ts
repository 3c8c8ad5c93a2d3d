import { expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { Persona, TestServer } from "./testing.ts";

const PHONE = { platform: "android", token: "the token of Alice's phone", name: "Alice's phone" };

const bearer = ({ token }: Pick<Persona, "token">) => ({ authorization: `Bearer ${token}` });

async function signInAgain(server: TestServer, person: Persona) {
  const { body } = await server.signIn(person);
  return bearer({ token: String(body["token"]) });
}

async function devicesOf(server: TestServer, headers: Record<string, string>) {
  const { body } = await server.rest("GET", "/me/devices", undefined, headers);
  return (body["items"] as { name: string; current: boolean }[]).map(({ name, current }) => [name, current]);
}

test("signing out, from afar as well, takes the device along", async () => {
  await using server = await openTestServer();
  const alice = await server.signUp("Alice");
  const tablet = await signInAgain(server, alice);
  expect(await alice.rest("POST", "/me/devices", PHONE)).toMatchObject({
    status: 201,
    body: { name: "Alice's phone", current: true },
  });
  await server.rest(
    "POST",
    "/me/devices",
    { ...PHONE, token: "the token of a tablet", name: "Tablet" },
    tablet,
  );
  expect(await devicesOf(server, tablet)).toEqual([
    ["Tablet", true],
    ["Alice's phone", false],
  ]);
  await server.send("POST", "/api/auth/sign-out", {}, bearer(alice));
  expect(await devicesOf(server, tablet)).toEqual([["Tablet", true]]);
  const anew = await signInAgain(server, alice);
  await server.send("POST", "/api/auth/revoke-other-sessions", {}, anew);
  expect(await devicesOf(server, anew)).toEqual([]);
});

test("a new password and a ban silence every device", async () => {
  await using server = await openTestServer();
  const [alice, sue] = [await server.signUp("Alice"), await server.signUp("Sue")];
  await alice.rest("POST", "/me/devices", PHONE);
  const password = "another horse battery";
  const change = { currentPassword: alice.password, newPassword: password };
  const changed = await server.send("POST", "/api/auth/change-password", change, bearer(alice));
  expect(changed.status).toBe(200);
  const now = await signInAgain(server, { ...alice, password });
  expect(await devicesOf(server, now)).toEqual([]);
  await server.rest("POST", "/me/devices", PHONE, now);
  expect(await devicesOf(server, now)).toHaveLength(1);
  await server.runtime.begin((tx) =>
    tx.execute(`insert into admins (user_id, level) values ('${sue.userId}', 'superadmin')`),
  );
  await sue.rest("POST", `/admin/users/${alice.userId}/ban`, { reason: "Spam" });
  const [left] = await server.runtime.db.execute<{ count: number }>("select count(*)::int from devices");
  expect(left).toEqual({ count: 0 });
});

test("an odd token is refused, and none stands in an answer", async () => {
  await using server = await openTestServer();
  const alice = await server.signUp("Alice");
  for (const token of ["", "short", "x".repeat(4097), "a token with a \n in it", "ein Zeichen für Zeichen"])
    expect(await alice.rest("POST", "/me/devices", { ...PHONE, token })).toMatchObject({ status: 400 });
  const made = await alice.rest("POST", "/me/devices", PHONE);
  const listed = await alice.rest("GET", "/me/devices");
  const exported = await alice.rest("GET", "/me/export");
  expect(JSON.stringify([made.body, listed.body, exported.body])).not.toContain(PHONE.token);
  expect(await alice.rest("DELETE", `/me/devices/${String(made.body["id"])}`)).toMatchObject({ status: 204 });
  expect(await alice.rest("DELETE", `/me/devices/${String(made.body["id"])}`)).toMatchObject({ status: 404 });
});
