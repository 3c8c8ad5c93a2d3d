import { randomUUID } from "node:crypto";
import { createCtx, createWebhook } from "@salon/core";
import type { Actor } from "@salon/core";
import { openWebhookSender } from "@salon/runtime";
import { expect, test } from "vitest";
import { outcomeOf, outcomesOf } from "../testing/desk.ts";
import { allPages } from "../testing/expectations.ts";
import { openTestApi } from "../testing/index.ts";
import { openListening } from "../testing/listening.ts";
import { eventsOf, openTeam } from "../testing/team.ts";

const url = "http://127.0.0.1:9/hook";

test("Olga has an address told; its secret is told once, and what is kept of it opens nothing", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  const { secret, ...shown } = await olga.api.webhooks.create({ salonId, url, description: "The till" });
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  expect(shown).toMatchObject({
    url,
    description: "The till",
    eventTypes: null,
    status: "active",
    pauseReason: null,
    failingSince: null,
    previousSecretUntil: null,
    version: 1,
  });
  expect(await olga.api.webhooks.get({ salonId, webhookId: shown.id })).toEqual(shown);
  const words = `%${secret.slice(6)}%`;
  const hex = `%${Buffer.from(secret).toString("hex")}%`;
  const [stored] = await api.sql<[{ found: boolean }]>`
    select exists (select from events e where e::text like ${words})
      or exists (select from audit_log a where a::text like ${words})
      or exists (select from webhook_endpoints w where w::text like ${words} or w::text like ${hex}) as found`;
  expect(stored.found).toBe(false);
});

test("asked for again under the same key, one address is made, and its secret is the same", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  const actor: Actor = { kind: "user", userId: olga.userId, emailVerified: true };
  const key = randomUUID();
  const first = await api.as(actor, key).webhooks.create({ salonId, url });
  expect(await api.as(actor, key).webhooks.create({ salonId, url })).toEqual(first);
  expect((await olga.api.webhooks.list({ salonId })).items).toHaveLength(1);
});

test("nothing inside a private network is an address, and nothing that is not https", async () => {
  await using api = await openTestApi();
  const { olga, mona, salonId } = await openTeam(api);
  await using webhooks = openWebhookSender({ privateAddresses: false });
  const ctxOf = (userId: string) =>
    createCtx(
      { ...api.deps, webhooks },
      { kind: "user", userId, emailVerified: true },
      { id: randomUUID(), idempotency: null, onReplay: () => undefined },
    );
  const refused = (address: string) => createWebhook(ctxOf(olga.userId), { salonId, url: address });
  const why = (code: string) => ({
    reason: "invalid_input",
    details: { errors: [{ pointer: "/url", code }] },
  });
  await expect(refused("https://169.254.169.254/")).rejects.toMatchObject(why("address_not_allowed"));
  await expect(refused("https://2130706433/")).rejects.toMatchObject(why("address_not_allowed"));
  await expect(refused("http://93.184.216.34/")).rejects.toMatchObject(why("not_https"));
  await expect(refused("https://a:b@93.184.216.34/")).rejects.toMatchObject(why("credentials"));
  // Who may not is not told what there is in the network.
  const hers = createWebhook(ctxOf(mona.userId), { salonId, url: "https://169.254.169.254/" });
  await expect(hers).rejects.toMatchObject({ reason: "forbidden" });
  expect((await olga.api.webhooks.list({ salonId })).items).toEqual([]);
});

test("managers look on; receptionists, stylists and other salons see nothing, and a key never does", async () => {
  await using api = await openTestApi();
  const { olga, mona, rita, bea, stranger, salonId, ref } = await openListening(api, url);
  expect((await mona.api.webhooks.list({ salonId })).items).toHaveLength(1);
  expect((await mona.api.webhooks.listDeliveries(ref)).items).toEqual([]);
  expect(await outcomeOf(mona.api.webhooks.update({ ...ref, status: "paused" }))).toBe("forbidden");
  expect(await outcomeOf(rita.api.webhooks.get(ref))).toBe("forbidden");
  expect(await outcomeOf(bea.api.webhooks.list({ salonId }))).toBe("forbidden");
  expect(await outcomeOf(stranger.api.webhooks.get(ref))).toBe("not_found");
  const key = {
    kind: "apiKey",
    keyId: randomUUID(),
    salonId,
    scopes: ["events:read", "salon:write"],
  } as const;
  expect(await outcomeOf(api.as(key).webhooks.list({ salonId }))).toBe("forbidden");
  const asOlga: Actor = {
    kind: "user",
    userId: olga.userId,
    emailVerified: true,
    impersonatorId: randomUUID(),
  };
  expect(await outcomeOf(api.as(asOlga).webhooks.rotateSecret(ref))).toBe("forbidden");
  expect((await api.as(asOlga).webhooks.list({ salonId })).items).toHaveLength(1);
});

test("a salon's address is nothing under another salon's path", async () => {
  await using api = await openTestApi();
  const { ref, webhook } = await openListening(api, url);
  const theirs = await openListening(api, url);
  const mixed = { salonId: theirs.salonId, webhookId: webhook.id };
  const { olga } = theirs;
  const calls = [
    olga.api.webhooks.get(mixed),
    olga.api.webhooks.update({ ...mixed, description: "Mine" }),
    olga.api.webhooks.rotateSecret(mixed),
    olga.api.webhooks.listDeliveries(mixed),
    olga.api.webhooks.delete(mixed),
    olga.api.webhooks.replay({ ...mixed, from: new Date(0) }),
    olga.api.webhooks.replayDelivery({ ...theirs.ref, deliveryId: ref.webhookId }),
  ];
  expect(await outcomesOf(calls)).toEqual({ not_found: 7 });
});

test("an address is kept as it is dialled, whatever it was written with", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  for (const written of [
    "http://127.1:9/a\tb\0c",
    "HTTP://2130706433:9/ab%00c",
    " http://0x7f.0.0.1:9/ab%00c ",
  ]) {
    const webhook = await olga.api.webhooks.create({ salonId, url: written });
    expect(webhook.url).toBe("http://127.0.0.1:9/ab%00c");
  }
  for (const none of [
    "http://",
    "//127.0.0.1",
    "javascript:alert(1)",
    "http://[::1",
    "http://1.2.3.4.5.6.7.8:99999/",
  ])
    expect(await outcomeOf(olga.api.webhooks.create({ salonId, url: none }))).toBe("invalid_input");
});

test("an eleventh address is one too many, of two at once", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  for (let n = 1; n <= 9; n += 1) await olga.api.webhooks.create({ salonId, url });
  const two = [olga.api.webhooks.create({ salonId, url }), olga.api.webhooks.create({ salonId, url })];
  expect(await outcomesOf(two)).toEqual({ done: 1, limit_reached: 1 });
  const listed = await allPages((page) => olga.api.webhooks.list({ salonId, ...page }));
  expect(new Set(listed.map(({ id }) => id)).size).toBe(10);
});

test("it is paused and resumed, changed at the version that was seen, and deleted with what was sent there", async () => {
  await using api = await openTestApi();
  const { olga, ref, salonId, businessId } = await openListening(api, url);
  const paused = await olga.api.webhooks.update({ ...ref, status: "paused", ifVersion: 1 });
  expect(paused).toMatchObject({ status: "paused", pauseReason: "asked", version: 2 });
  expect(await outcomeOf(olga.api.webhooks.update({ ...ref, url: `${url}/2`, ifVersion: 1 }))).toBe(
    "version_mismatch",
  );
  expect(await outcomeOf(olga.api.webhooks.replay({ ...ref, from: new Date(0) }))).toBe("invalid_transition");
  const resumed = await olga.api.webhooks.update({ ...ref, status: "active" });
  expect(resumed).toMatchObject({ status: "active", pausedAt: null, pauseReason: null, version: 3 });
  await olga.api.webhooks.delete(ref);
  expect(await outcomeOf(olga.api.webhooks.get(ref))).toBe("not_found");
  expect(
    (await eventsOf(api, { businessId, salonId })).filter((type) => type.startsWith("webhook.")),
  ).toEqual(["webhook.created", "webhook.paused", "webhook.updated", "webhook.deleted"]);
});
