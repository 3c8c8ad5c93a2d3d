import { setTimeout as sleep } from "node:timers/promises";
import { createSystemCtx, planWebhooks, webhookSending } from "@salon/core";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { openTestApi } from "../testing/index.ts";
import { letHoursPass, openListening } from "../testing/listening.ts";
import { GUEST, monday, openSalonWithBea } from "../testing/salon-with-bea.ts";
import { openSending } from "../testing/sending.ts";
import { openSink } from "../testing/sink.ts";
import type { Sink } from "../testing/sink.ts";

const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const idsIn = ({ received }: Sink) => received.map(({ message }) => message.id);

test("a booking is told of as the API gives it, and the signature is that of the secret", async () => {
  await using api = await openTestApi();
  await using sink = await openSink();
  await using sending = openSending(api);
  const { owner, salonId, cutId } = await openSalonWithBea(api);
  const { secret } = await owner.api.webhooks.create({
    salonId,
    url: sink.url,
    eventTypes: ["booking.created"],
  });
  const { id: bookingId } = await owner.api.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items: [{ variantId: cutId }],
    client: GUEST,
  });
  await sending.until(() => expect(sink.received).toHaveLength(1));
  const [{ headers, body, message } = expect.fail()] = sink.received;
  expect(new Webhook(secret).verify(body, headers)).toEqual(message);
  expect(message.data).toEqual(asSent(await owner.api.bookings.get({ bookingId })));
  const { items } = await owner.api.events.list({ salonId, limit: 100 });
  const event = items.find(({ type }) => type === "booking.created");
  expect(message).toEqual({ ...(asSent(event) as object), data: message.data });
  expect(headers["webhook-id"]).toBe(event?.id);
});

test("what is told is how things are by then, what they were is ids and states, and what is gone is what is known", async () => {
  await using api = await openTestApi();
  await using sink = await openSink();
  await using sending = openSending(api);
  const { olga, salonId } = await openListening(api, sink.url, null);
  const client = await olga.api.clients.create({ salonId, name: "Alice", email: "alice@example.com" });
  const renamed = await olga.api.clients.update({ salonId, clientId: client.id, name: "Alice Miller" });
  const other = await olga.api.clients.create({ salonId, name: "Mallory" });
  await olga.api.clients.erase({ salonId, clientId: other.id });
  await olga.api.salons.update({ salonId, about: "New" });
  await sending.settle();
  const told = (type: string, id: string) =>
    sink.received.find(({ message }) => message.type === type && message.data["id"] === id)?.message;
  expect(told("client.created", client.id)?.data).toEqual(asSent(renamed));
  expect(told("client.updated", client.id)?.data).toEqual(asSent(renamed));
  expect(JSON.stringify(told("client.updated", client.id)?.previous)).not.toContain("Alice");
  expect(told("client.created", other.id)?.data).toEqual({ id: other.id, version: 1 });
  expect(told("client.erased", other.id)?.data).toEqual({ id: other.id, version: 2 });
  expect(told("salon.updated", salonId)?.data).toMatchObject({
    about: "New",
    slug: expect.any(String) as string,
  });
  expect(sink.received.map(({ body }) => body).join()).not.toContain("Mallory");
});

test("everything arrives once where all is well, and in the order of the sequence when it is put in order", async () => {
  await using api = await openTestApi();
  await using sink = await openSink();
  await using sending = openSending(api);
  const { olga, salonId, happen, webhook } = await openListening(api, sink.url, null);
  await happen(30);
  await sending.settle();
  const { items } = await olga.api.events.list({ salonId, limit: 100 });
  const made = items.slice(items.findIndex(({ type }) => type === "webhook.created"));
  const inOrder = sink.received.toSorted((a, b) => (a.message.sequence < b.message.sequence ? -1 : 1));
  expect(inOrder.slice(-made.length).map(({ message }) => message.id)).toEqual(made.map(({ id }) => id));
  expect(new Set(idsIn(sink)).size).toBe(sink.received.length);
  const listed = await olga.api.webhooks.listDeliveries({ salonId, webhookId: webhook.id, limit: 100 });
  expect(listed.items.every(({ status, attempts }) => status === "delivered" && attempts.length === 1)).toBe(
    true,
  );
});

test("an address that was down gets all that happened meanwhile: nothing is lost", async () => {
  await using api = await openTestApi();
  await using sink = await openSink(503);
  await using sending = openSending(api);
  const { olga, ref, salonId, happen } = await openListening(api, sink.url);
  await happen(60);
  await sending.settle();
  // Who fails is asked by one message at a time, and not by all that wait.
  expect(sink.received.length).toBeLessThan(10);
  expect(await olga.api.webhooks.get(ref)).toMatchObject({
    failingSince: expect.any(Date) as Date,
    status: "active",
  });
  await letHoursPass(api, 3);
  const attempts = sink.received.length;
  sink.answer = 200;
  await happen(60);
  await sending.settle();
  const { items } = await olga.api.events.list({ salonId, limit: 100 });
  const more = await olga.api.events.list({ salonId, limit: 100, after: items.at(-1)?.sequence });
  const made = [...items, ...more.items].filter(({ type }) => type === "client.created").map(({ id }) => id);
  const delivered = sink.received.slice(attempts);
  const inOrder = delivered
    .map(({ message }) => message)
    .toSorted((a, b) => (a.sequence < b.sequence ? -1 : 1));
  expect(inOrder.map(({ id }) => id)).toEqual(made);
  expect(made).toHaveLength(120);
  expect(await olga.api.webhooks.get(ref)).toMatchObject({ failingSince: null });
});

test("who has failed for more than a day is paused, which the log tells; who resumes gets what waited", async () => {
  await using api = await openTestApi();
  await using sink = await openSink(500);
  await using sending = openSending(api);
  const { olga, ref, salonId, happen } = await openListening(api, sink.url);
  await happen(2);
  await sending.settle();
  const during = [];
  for (let hours = 0; hours < 28; hours += 8) {
    await letHoursPass(api, 8);
    await sending.settle();
    during.push((await olga.api.webhooks.get(ref)).status);
  }
  expect(during).toEqual(["active", "active", "active", "paused"]);
  const paused = await olga.api.webhooks.get(ref);
  expect(paused).toMatchObject({ pauseReason: "failing", pausedAt: expect.any(Date) as Date });
  const { items } = await olga.api.events.list({ salonId, limit: 100 });
  expect(items.at(-1)).toMatchObject({
    type: "webhook.paused",
    data: { id: ref.webhookId, pauseReason: "failing" },
  });
  const waiting = await olga.api.webhooks.listDeliveries({ ...ref, status: "pending" });
  expect(waiting.items).toHaveLength(2);
  expect(waiting.items.flatMap(({ attempts }) => attempts.map(({ status }) => status))).toContain(500);

  const before = sink.received.length;
  sink.answer = 200;
  await olga.api.webhooks.update({ ...ref, status: "active" });
  await sending.settle();
  expect(new Set(idsIn(sink).slice(before))).toEqual(new Set(waiting.items.map(({ eventId }) => eventId)));
});

test("who answers 410 is paused at once, and 301 is a failure like any other", async () => {
  await using api = await openTestApi();
  await using inner = await openSink();
  await using gone = await openSink(410);
  await using moved = await openSink((res) => void res.writeHead(301, { location: inner.url }).end());
  await using sending = openSending(api);
  const { olga, ref, salonId, happen } = await openListening(api, gone.url);
  const { id: movedId } = await olga.api.webhooks.create({
    salonId,
    url: moved.url,
    eventTypes: ["client.created"],
  });
  await happen(1);
  await sending.settle();
  expect(await olga.api.webhooks.get(ref)).toMatchObject({ status: "paused", pauseReason: "gone" });
  expect(await olga.api.webhooks.get({ salonId, webhookId: movedId })).toMatchObject({ status: "active" });
  const { items } = await olga.api.webhooks.listDeliveries({ salonId, webhookId: movedId });
  expect(items).toMatchObject([{ status: "pending", attempts: [{ status: 301, error: null }] }]);
  expect(inner.received).toEqual([]);
});

test("one message that is never taken is given up, and holds no other one back", async () => {
  await using api = await openTestApi();
  let poison = "";
  await using sink = await openSink((res, req) => {
    poison ||= String(req.headers["webhook-id"]);
    res.writeHead(req.headers["webhook-id"] === poison ? 500 : 200).end();
  });
  await using sending = openSending(api);
  const { olga, ref, happen } = await openListening(api, sink.url);
  await happen(1);
  await sending.settle();
  for (let hours = 0; hours < 30; hours += 6) {
    await happen(1);
    await letHoursPass(api, 6);
    await sending.settle();
    await letHoursPass(api, 1);
    await sending.settle();
  }
  const { items } = await olga.api.webhooks.listDeliveries({ ...ref, limit: 100 });
  expect(items.filter(({ status }) => status === "failed").map(({ eventId }) => eventId)).toEqual([poison]);
  expect(items.filter(({ status }) => status === "delivered")).toHaveLength(5);
  expect(await olga.api.webhooks.get(ref)).toMatchObject({ status: "active" });
});

test("addresses that hang, close or fail do not delay one that is well", async () => {
  await using api = await openTestApi();
  await using sink = await openSink();
  await using hanging = await openSink(() => undefined);
  await using closing = await openSink((_, req) => req.socket.destroy());
  await using failing = await openSink(500);
  await using sending = openSending(api);
  const { olga, salonId, happen } = await openListening(api, sink.url);
  for (const { url } of [hanging, closing, failing, hanging, hanging])
    await olga.api.webhooks.create({ salonId, url, eventTypes: ["client.created"] });
  await happen(20);
  const begun = performance.now();
  await sending.until(() => expect(sink.received).toHaveLength(20));
  expect(performance.now() - begun).toBeLessThan(5_000);
  await happen(1);
  const later = performance.now();
  await sending.until(() => expect(sink.received).toHaveLength(21));
  expect(performance.now() - later).toBeLessThan(5_000);
});

test("two secrets count while one takes the other's place", async () => {
  await using api = await openTestApi();
  await using sink = await openSink();
  await using sending = openSending(api);
  const { olga, webhook, ref, happen } = await openListening(api, sink.url);
  const rotated = await olga.api.webhooks.rotateSecret({ ...ref, overlapMinutes: 60 });
  await happen(1);
  await sending.settle();
  const [{ body, headers } = expect.fail()] = sink.received;
  for (const { secret } of [webhook, rotated]) expect(new Webhook(secret).verify(body, headers)).toBeTruthy();
  await api.sql`update webhook_endpoints set previous_secret_until = now() where id = ${webhook.id}`;
  await happen(1);
  await sending.settle();
  const [, later = expect.fail()] = sink.received;
  expect(new Webhook(rotated.secret).verify(later.body, later.headers)).toBeTruthy();
  expect(() => new Webhook(webhook.secret).verify(later.body, later.headers)).toThrow(
    "No matching signature",
  );
  const immediate = await olga.api.webhooks.rotateSecret({ ...ref, overlapMinutes: 0 });
  await happen(1);
  await sending.settle();
  const [, , last = expect.fail()] = sink.received;
  expect(new Webhook(immediate.secret).verify(last.body, last.headers)).toBeTruthy();
  expect(() => new Webhook(rotated.secret).verify(last.body, last.headers)).toThrow("No matching signature");
});

test("a replay has the id of what it repeats: one delivery, or all of a time", async () => {
  await using api = await openTestApi();
  await using sink = await openSink();
  await using sending = openSending(api);
  const { olga, ref, happen } = await openListening(api, sink.url);
  await happen(3);
  await sending.settle();
  const first = idsIn(sink);
  const { items } = await olga.api.webhooks.listDeliveries(ref);
  const one = await olga.api.webhooks.replayDelivery({ ...ref, deliveryId: items[1]?.id ?? "" });
  expect(one).toMatchObject({ status: "pending", eventId: items[1]?.eventId, attempts: [] });
  // Asked for twice, it is on its way already.
  const again = await olga.api.webhooks.replayDelivery({ ...ref, deliveryId: items[1]?.id ?? "" });
  expect(again.id).toBe(one.id);
  await sending.settle();
  expect(idsIn(sink).slice(3)).toEqual([one.eventId]);
  const from = new Date("2027-01-01T00:00:00Z");
  expect(await olga.api.webhooks.replay({ ...ref, from })).toEqual({ events: 3, nextFrom: null });
  await sending.settle();
  expect(idsIn(sink).slice(4).toSorted()).toEqual(first.toSorted());
  expect(await olga.api.webhooks.replay({ ...ref, from, to: from })).toEqual({ events: 0, nextFrom: null });
});

test("a test goes to the address that is tested alone, and what was sent there before a crash is sent again", async () => {
  await using api = await openTestApi();
  await using sink = await openSink();
  await using other = await openSink();
  await using sending = openSending(api);
  const { olga, ref, salonId } = await openListening(api, sink.url);
  await olga.api.webhooks.create({ salonId, url: other.url, eventTypes: ["client.created"] });
  await olga.api.webhooks.test(ref);
  // A worker that sent and died before it could note it.
  const ctx = createSystemCtx(api.deps, "sendWebhooks");
  const begin = () => Promise.reject(new Error("the power went"));
  let claims = 0;
  const dying = {
    ...ctx,
    begin: ((work) => (claims++ === 0 ? ctx.begin(work) : begin())) as typeof ctx.begin,
  };
  const { run, finish } = webhookSending();
  await expect
    .poll(async () => {
      while (await planWebhooks(ctx));
      if (sink.received.length === 0) await run(dying);
      return sink.received.length;
    })
    .toBe(1);
  await finish();
  await sleep(100);
  await sending.until(() => expect(sink.received).toHaveLength(1));
  await api.sql`update webhook_deliveries set claimed_until = now() where status = 'pending'`;
  await sending.settle();
  expect(sink.received.map(({ message }) => message.type)).toEqual(["webhook.tested", "webhook.tested"]);
  expect(new Set(idsIn(sink)).size).toBe(1);
  expect(other.received).toEqual([]);
});

test("an address whose secret nobody can read any more fails, is told of, and holds nobody up", async () => {
  await using api = await openTestApi();
  await using sink = await openSink();
  await using sending = openSending(api);
  const { olga, ref, salonId, happen, webhook } = await openListening(api, "http://127.0.0.1:9/");
  await olga.api.webhooks.create({ salonId, url: sink.url, eventTypes: ["client.created"] });
  await api.sql`update webhook_endpoints set secret = decode(repeat('00', 60), 'hex') where id = ${webhook.id}`;
  await happen(2);
  const told: string[] = [];
  await expect
    .poll(async () => {
      await sending.settle().catch((error: unknown) => told.push(String(error)));
      return [sink.received.length, told.length > 0];
    })
    .toEqual([2, true]);
  expect(told.join()).toContain("unable to authenticate data");
  const { items } = await olga.api.webhooks.listDeliveries(ref);
  const errors = items.flatMap(({ attempts }) => attempts.map(({ error }) => error));
  expect(new Set(errors)).toEqual(new Set(["internal"]));
});
