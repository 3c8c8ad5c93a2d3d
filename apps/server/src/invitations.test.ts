import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { TestServer } from "./testing.ts";
import { clientOf, openClientSalon } from "./testing/client-salon.ts";
import { invite } from "./testing/join-team.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test("Bea is invited before she has an account, opens one, and joins by the link of the mail", async () => {
  const { salonId, owner } = await openClientSalon(server);
  const bea = await server.signUp("Bea", { verified: false });
  const token = await invite(server, owner, salonId, { email: bea.email, role: "stylist" });
  const preview = await server.rest("POST", "/invitations/preview", { token });
  expect(preview).toMatchObject({
    status: 200,
    body: { salonId, salonName: "Salon Mitte", role: "stylist", emailHint: "b…@example.com" },
  });
  const early = await bea.rest("POST", "/invitations/accept", { token });
  expect(early).toMatchObject({ status: 403, body: { code: "email_not_verified" } });
  const confirmation = (await server.outbox.list(50)).find(({ to, subject }) => {
    return to === bea.email && subject.includes("Confirm");
  });
  const { hash } = new URL(confirmation?.link ?? "");
  await server.send("POST", "/api/auth/verify-email", { token: hash.slice(1) });
  const accepted = await bea.rest("POST", "/invitations/accept", { token });
  expect(accepted).toMatchObject({
    status: 200,
    body: { salonId, member: { userId: bea.userId, role: "stylist" } },
  });
  expect(await bea.rest("GET", `/salons/${salonId}/members`)).toMatchObject({ status: 200 });
  const again = await bea.rest("POST", "/invitations/accept", { token });
  expect(again).toMatchObject({ status: 400, body: { code: "link_expired" } });
});

test("through the typed client too, and whoever is removed is out with the next request", async () => {
  const { salonId, owner, asOwner } = await openClientSalon(server);
  const rita = await server.signUp("Rita");
  const token = await invite(server, owner, salonId, { email: rita.email, role: "receptionist" });
  const asRita = clientOf(server, rita.token);
  const { member } = await asRita.invitations.accept.mutate({ token });
  expect((await asRita.bookings.list.query({ salonId })).items).toEqual([]);
  await asOwner.members.remove.mutate({ salonId, memberId: member.id });
  expect(await rita.rest("GET", `/salons/${salonId}/bookings`)).toMatchObject({ status: 404 });
});

test("the link opens one page for every invitation, whose script is named by its policy", async () => {
  const { headers, body } = await server.app.inject({ url: "/invitations" });
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  const [, script = ""] = /<script type="module">([^]*?)<\/script>/.exec(body) ?? [];
  const policy = String(headers["content-security-policy"]);
  expect(policy).toContain(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  expect(policy).not.toContain("unsafe");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  const asked = [...body.matchAll(/element\("([\w-]+)"\)/g)].map(([, id]) => id);
  expect(asked.length).toBeGreaterThan(4);
  for (const id of asked) expect(body).toContain(`id="${id}"`);
  for (const [, id] of body.matchAll(/<input id="([\w-]+)"/g)) expect(body).toContain(`<label for="${id}"`);
});

test("the outbox page shows a hostile salon's name as text", async () => {
  const { salonId, owner } = await openClientSalon(server);
  const name = `<img src=x onerror=alert(1)> & "Co"`;
  await owner.rest("PATCH", `/salons/${salonId}`, { name });
  await invite(server, owner, salonId, { email: "dora@example.com", role: "stylist" });
  const { body } = await server.app.inject({ url: "/dev/outbox", headers: { accept: "text/html" } });
  expect(body).toContain("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Co&quot;");
  expect(body).not.toContain("<img");
});
