import { createSystemCtx, makeAdmin } from "@salon/core";
import type { AdminLevel } from "@salon/contracts";
import { expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { Persona, TestServer } from "./testing.ts";

const reason = "A call to the help desk.";

async function signUpAdmin(server: TestServer, name: string, level: AdminLevel): Promise<Persona> {
  const person = await server.signUp(name);
  await makeAdmin(createSystemCtx(server.runtime, "test"), { email: person.email, level });
  return person;
}

/** Somebody's session in an admin's hands. */
async function actAs(server: TestServer, admin: Persona, { userId }: Persona) {
  const { status, body } = await admin.rest("POST", `/admin/users/${userId}/impersonate`, { reason });
  expect(status).toBe(201);
  const authorization = `Bearer ${String(body["token"])}`;
  const send: TestServer["send"] = (method, path, sent, headers) =>
    server.send(method, path, sent, { ...headers, authorization });
  return { body, send };
}

test("with SALON_APPROVAL a salon is published when an admin has approved it", async () => {
  await using server = await openTestServer({ SALON_APPROVAL: "on" });
  const [mona, sid] = [await server.signUp("Mona"), await signUpAdmin(server, "Sid", "support")];
  const { body: salon } = await mona.rest("POST", "/salons", {
    name: "Salon Mitte",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    address: { line1: "Linienstraße 1", city: "Berlin", postalCode: "10119", country: "DE" },
  });
  const path = `/salons/${String(salon["id"])}`;
  await mona.rest("PUT", `${path}/hours`, {
    schedules: [{ weekly: [{ weekday: 1, opens: "09:00", closes: "17:00" }] }],
  });
  const { body: service } = await mona.rest("POST", `${path}/services`, {
    name: "Cut",
    variants: [{ name: "Short", price: { amountMinor: 4500 }, segments: [{ kind: "active", minutes: 30 }] }],
  });
  const [variant] = service["variants"] as { id: string }[];
  await mona.rest("POST", `${path}/staff`, { name: "Bea", services: [{ variantId: variant?.id }] });
  expect((await mona.rest("POST", `${path}/publish`)).body).toMatchObject({ status: "pending" });
  expect((await server.rest("GET", path)).status).toBe(404);
  expect((await mona.rest("POST", `/admin${path}/approve`, {})).status).toBe(403);

  const waiting = await sid.rest("GET", "/admin/salons?status=pending");
  expect(waiting.body).toMatchObject({ items: [{ id: salon["id"], owners: [{ email: mona.email }] }] });
  const approved = await sid.rest("POST", `/admin${path}/approve`, {});
  expect(approved.body).toMatchObject({ status: "published" });
  expect(approved.headers.get("etag")).toBe(`"${String(approved.body["version"])}"`);
  expect((await server.rest("GET", path)).body).toMatchObject({ status: "published" });
  expect((await server.rest("GET", "/salons")).body).toMatchObject({ items: [{ id: salon["id"] }] });
});

test("an admin who acts as somebody is marked in every answer, and no admin meanwhile", async () => {
  await using server = await openTestServer();
  const [mona, sue] = [await server.signUp("Mona"), await signUpAdmin(server, "Sue", "superadmin")];
  const asMona = await actAs(server, sue, mona);
  const me = await asMona.send("GET", "/api/v1/me");
  expect(me.body).toMatchObject({ id: mona.userId, impersonatedBy: sue.userId });
  const answers = [
    me,
    await asMona.send("PATCH", "/api/v1/me", { locale: "de" }),
    await asMona.send("GET", "/api/v1/admin/users"),
    await asMona.send("GET", "/api/v1/salons/there-is-none"),
    await asMona.send("GET", "/trpc/me.get"),
    await asMona.send("GET", "/trpc/admin.listUsers?input=%7B%22json%22%3A%7B%7D%7D"),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 404, 200, 403]);
  for (const { headers } of answers) expect(headers.get("x-impersonated-by")).toBe(sue.userId);
  expect((await mona.rest("GET", "/me")).headers.get("x-impersonated-by")).toBeNull();
  const log = await sue.rest("GET", `/admin/audit-log?subjectId=${mona.userId}&action=user.updated`);
  expect(log.body).toMatchObject({
    items: [{ actor: { id: mona.userId }, impersonator: { id: sue.userId, name: "Sue" } }],
  });
});

test("acting as somebody ends by signing out, and never lasts longer because it is used", async () => {
  await using server = await openTestServer();
  const [mona, sue] = [await server.signUp("Mona"), await signUpAdmin(server, "Sue", "superadmin")];
  const asMona = await actAs(server, sue, mona);
  await asMona.send("GET", "/api/auth/get-session");
  await asMona.send("GET", "/api/auth/list-sessions");
  const current = await asMona.send("GET", "/api/auth/get-session");
  expect(current.body).toMatchObject({ session: { expiresAt: asMona.body["expiresAt"] } });
  expect((await asMona.send("POST", "/api/auth/sign-out", {})).status).toBe(200);
  expect((await asMona.send("GET", "/api/v1/me")).status).toBe(401);
  expect((await mona.rest("GET", "/me")).status).toBe(200);
});

test("nobody's password, addresses or other sessions are an impersonating admin's to change", async () => {
  await using server = await openTestServer();
  const [mona, sue] = [await server.signUp("Mona"), await signUpAdmin(server, "Sue", "superadmin")];
  const asMona = await actAs(server, sue, mona);
  const change = { currentPassword: mona.password, newPassword: "another battery staple" };
  expect((await asMona.send("POST", "/api/auth/change-password", change)).status).toBe(403);
  expect((await asMona.send("POST", "/api/auth/revoke-other-sessions", {})).status).toBe(403);
  expect((await mona.rest("GET", "/me")).status).toBe(200);
});

test("somebody is banned while they sign in: whatever they got opens nothing, then or later", async () => {
  await using server = await openTestServer();
  const [mona, sue] = [await server.signUp("Mona"), await signUpAdmin(server, "Sue", "superadmin")];
  const signingIn = [server.signIn(mona), server.signIn(mona), server.signIn(mona)];
  const banned = await sue.rest("POST", `/admin/users/${mona.userId}/ban`, { reason });
  expect(banned.body).toMatchObject({ bannedAt: expect.any(String) as string });
  const tokens = (await Promise.all(signingIn)).flatMap(({ body }) => (body["token"] as string) ?? []);
  const opened = async () => {
    const asked = [mona.token, ...tokens].map((token) =>
      server.rest("GET", "/me", undefined, { authorization: `Bearer ${token}` }),
    );
    return [...new Set((await Promise.all(asked)).map(({ status }) => status))];
  };
  expect(await opened()).toEqual([401]);
  await sue.rest("POST", `/admin/users/${mona.userId}/unban`, {});
  expect(await opened()).toEqual([401]);
  expect((await server.signIn(mona)).status).toBe(200);
});
