import { openDatabase } from "@salon/db";
import { expect, test } from "vitest";
import { openTestServer } from "../testing.ts";
import { totpOf } from "../testing/totp.ts";

const bearer = (token: unknown) => ({ authorization: `Bearer ${String(token)}` });

test("where admins need two-factor, one without it has no more rights than anybody", async () => {
  await using server = await openTestServer({ ADMIN_TWO_FACTOR: "on" });
  await using tables = openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
  const sue = await server.signUp("Sue");
  await tables.sql`insert into admins (user_id, level) values (${sue.userId}, 'superadmin')`;
  expect(await sue.rest("GET", "/admin/users")).toMatchObject({ status: 403 });

  const enable = { password: sue.password };
  const offer = await server.send("POST", "/api/auth/two-factor/enable", enable, bearer(sue.token));
  expect(await sue.rest("GET", "/admin/users")).toMatchObject({ status: 403 });
  const code = totpOf(String(offer.body["totpUri"]));
  const confirmed = await server.send("POST", "/api/auth/two-factor/confirm", { code }, bearer(sue.token));
  const session = bearer(confirmed.body["token"]);
  expect(await server.rest("GET", "/admin/users", undefined, session)).toMatchObject({ status: 200 });

  const log = await tables.sql`select action, before, after from audit_log where action like 'two_factor.%'`;
  expect([...log]).toEqual([
    {
      action: "two_factor.enabled",
      before: { twoFactorEnabled: false },
      after: { twoFactorEnabled: true },
    },
  ]);
});

test("an admin who acts as somebody else changes nothing of how they sign in", async () => {
  await using server = await openTestServer();
  await using tables = openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
  const [alice, sue] = [await server.signUp("Alice"), await server.signUp("Sue")];
  await tables.sql`insert into admins (user_id, level) values (${sue.userId}, 'superadmin')`;
  await tables.sql`update sessions set impersonator_id = ${sue.userId} where user_id = ${alice.userId}`;
  const { password } = alice;
  const changes = {
    "/change-password": { currentPassword: password, newPassword: "another long password" },
    "/two-factor/enable": { password },
    "/two-factor/confirm": { code: "123456" },
    "/two-factor/disable": { password },
    "/two-factor/recovery-codes": { password },
    "/revoke-other-sessions": {},
  };
  for (const [path, body] of Object.entries(changes))
    expect(await server.send("POST", `/api/auth${path}`, body, bearer(alice.token)), path).toMatchObject({
      status: 403,
      body: { code: "forbidden" },
    });
  expect(await server.signIn(alice)).toMatchObject({ status: 200 });
});
