import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { GUEST, monday } from "../testing/salon-with-bea.ts";
import { openSending } from "../testing/sending.ts";
import type { Sending } from "../testing/sending.ts";
import { openSink } from "../testing/sink.ts";
import type { Sink } from "../testing/sink.ts";

const HOUR_MS = 60 * 60_000;

let api: TestApi;
let desk: Desk;
let sink: Sink;
let sending: Sending;
let webhookId: string;
beforeAll(async () => {
  api = await openTestApi();
  desk = await openDesk(api);
  sink = await openSink();
  sending = openSending(api);
  const { owner, salonId } = desk;
  ({ id: webhookId } = await owner.api.webhooks.create({ salonId, url: sink.url }));
});
afterAll(async () => {
  await sending[Symbol.asyncDispose]();
  await sink[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});

const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The newest message of a type, when all has been sent. */
async function told(type: string): Promise<{ data: Record<string, unknown>; body: string }> {
  await sending.settle();
  const found = sink.received.findLast(({ message }) => message.type === type);
  return { data: found?.message.data ?? {}, body: found?.body ?? "" };
}

let booked = 0;
async function visit() {
  const { rita, salonId, cutId, beaId } = desk;
  const startsAt = new Date(monday("09:00").getTime() + booked * HOUR_MS);
  booked += 1;
  return rita.api.bookings.create({
    salonId,
    startsAt,
    items: [{ variantId: cutId, staffId: beaId }],
    client: { name: "Alice Miller", email: GUEST.email },
  });
}

/** A visit of a guest's that was reviewed. */
async function review() {
  const { rita, salonId, cutId, beaId } = desk;
  const startsAt = new Date(monday("09:00").getTime() + 24 * HOUR_MS + booked * HOUR_MS);
  booked += 1;
  const items = [{ variantId: cutId, staffId: beaId }];
  const made = await api.anybody.bookings.create({ salonId, startsAt, items, client: GUEST });
  await rita.api.bookings.complete({ bookingId: made.id });
  const guest = { kind: "bookingHolder", token: made.bookingToken ?? "" } as const;
  const written = await api.as(guest).reviews.write({ bookingId: made.id, rating: 2, text: "Dreadful!" });
  return { written, guest };
}

test("a review, a payment, somebody who waits and who was invited are told of as the API gives them", async () => {
  const { owner, rita, mona, salonId, cutId } = desk;
  const { written } = await review();
  expect((await told("review.created")).data).toEqual(asSent(written));
  const replied = await mona.api.reviews.reply({ reviewId: written.id, text: "We are sorry" });
  expect((await told("review.replied")).data).toEqual(asSent(replied));
  const { id: bookingId } = await visit();
  const paid = await rita.api.payments.record({
    bookingId,
    method: "cash",
    amountMinor: 500,
    note: "Tip jar",
  });
  expect((await told("payment.recorded")).data).toEqual(asSent(paid));
  const refund = { bookingId, paymentId: paid.id, amountMinor: 200, reason: "Too short" };
  const refunded = await mona.api.payments.refund(refund);
  expect((await told("payment.refunded")).data).toEqual(asSent(refunded));
  const days = { from: "2027-06-14", to: "2027-06-20" };
  const client = { name: "Alice", email: GUEST.email };
  const waiting = await rita.api.waitlist.join({ salonId, items: [{ variantId: cutId }], ...days, client });
  expect((await told("waitlist_entry.created")).data).toEqual(asSent(waiting));
  const { key, ...shown } = await owner.api.apiKeys.create({
    salonId,
    name: "Till",
    scopes: ["bookings:read"],
  });
  const made = await told("api_key.created");
  expect(made.data).toEqual(asSent(shown));
  expect(made.body).not.toContain(key);
});

test("of what an admin hid, or its author took back, the message has not a word", async () => {
  const ada = await api.signUp("Ada", { admin: "moderator" });
  const { written, guest } = await review();
  await ada.api.reviews.hide({ reviewId: written.id, reason: "Insulting" });
  const hidden = await told("review.hidden");
  expect(hidden.data).toMatchObject({ id: written.id, status: "hidden" });
  expect(hidden.body).not.toContain("Dreadful");
  await api.as(guest).reviews.delete({ reviewId: written.id });
  const deleted = await told("review.deleted");
  expect(deleted.data).toMatchObject({ id: written.id, status: "deleted" });
  expect(deleted.body).not.toContain("Dreadful");
});

test("what is sent again after somebody was erased tells nothing of them", async () => {
  const { rita, mona, owner, salonId } = desk;
  const { id: bookingId, client } = await visit();
  await rita.api.payments.record({
    bookingId,
    method: "cash",
    amountMinor: 500,
    note: "Alice's mother paid",
  });
  const from = new Date(Date.now() - HOUR_MS);
  await sending.settle();
  await rita.api.bookings.cancel({ bookingId });
  await mona.api.clients.erase({ salonId, clientId: client?.id ?? "" });
  await sending.settle();
  const before = sink.received.length;
  await api.sql`update events set occurred_at = now() where salon_id = ${salonId}`;
  await owner.api.webhooks.replay({ salonId, webhookId, from });
  await sending.settle();
  const again = sink.received.slice(before).filter(({ body }) => body.includes(bookingId));
  expect(again.map(({ message }) => message.type)).toEqual(
    expect.arrayContaining(["booking.created", "payment.recorded"]),
  );
  expect(again.map(({ body }) => body).join()).not.toMatch(/Alice|mother/);
});

test("a change of rules says in `current` what it changed, as the salon's own people see it, until it is gone", async () => {
  const { owner, salonId, beaId } = desk;
  const current = async () => (await told("salon.rules_changed")).data["current"];
  const { services, staff, addOns, serviceCategories, resourceTypes, resources } = owner.api;
  const segments = [{ kind: "active" as const, minutes: 30 }];
  const variants = [{ name: "Long", price: { amountMinor: 900 }, segments }];
  const service = await services.create({ salonId, name: "Beard", variants });
  expect(await current()).toEqual(asSent(service));
  const renamed = await services.update({ salonId, serviceId: service.id, name: "Beard trim" });
  expect(await current()).toEqual(asSent(renamed));
  const addOn = await addOns.create({
    salonId,
    name: "Oil",
    minutes: 5,
    price: { amountMinor: 300 },
    serviceIds: [],
  });
  expect(await current()).toEqual(asSent(addOn));
  expect(asSent(await serviceCategories.create({ salonId, name: "Beards" }))).toEqual(await current());
  const type = await resourceTypes.create({ salonId, name: "Chair" });
  expect(await current()).toEqual(asSent(type));
  const chair = await resources.create({ salonId, name: "Window", resourceTypeId: type.id });
  expect(await current()).toEqual(asSent(chair));
  const bea = await staff.update({ salonId, staffId: beaId, title: "Stylist" });
  expect(await current()).toEqual(asSent(bea));
  expect(bea.userId).toBe(desk.bea.userId);
  await services.archive({ salonId, serviceId: service.id });
  const { data } = await told("salon.rules_changed");
  expect(data).toMatchObject({ rules: "catalog", action: "archived", serviceId: service.id });
  expect(data).not.toHaveProperty("current");
});

test("hours, other days and policies are in `current` too", async () => {
  const { owner, salonId, beaId } = desk;
  const current = async () => (await told("salon.rules_changed")).data["current"];
  const weekly = [{ weekday: 1, opens: "10:00", closes: "16:00" }];
  await owner.api.schedules.setStaffHours({ salonId, staffId: beaId, schedules: [{ weekly }] });
  expect(await current()).toEqual(asSent(await owner.api.schedules.staffHours({ salonId, staffId: beaId })));
  await owner.api.schedules.setSalonHours({ salonId, schedules: [{ weekly }] });
  expect(await current()).toEqual(asSent(await owner.api.schedules.salonHours({ salonId })));
  const date = "2027-07-01";
  const hours = [{ opens: "10:00", closes: "12:00" }];
  await owner.api.schedules.setSalonOverride({ salonId, date, hours: [] });
  await owner.api.schedules.setStaffOverride({ salonId, staffId: beaId, date, hours });
  expect(await current()).toEqual(
    asSent(await owner.api.schedules.staffOverride({ salonId, staffId: beaId, date })),
  );
  await owner.api.salons.setPolicy({ salonId, leadTimeMinutes: 90 });
  expect(await current()).toEqual(asSent(await owner.api.salons.policy({ salonId })));
});

test("an address is told how it is itself, and not where another one leads", async () => {
  const { owner, salonId } = desk;
  await owner.api.webhooks.update({ salonId, webhookId, description: "Ours" });
  expect((await told("webhook.updated")).data).toMatchObject({
    id: webhookId,
    description: "Ours",
    url: sink.url,
  });
  await using theirs = await openSink();
  const other = await owner.api.webhooks.create({ salonId, url: theirs.url });
  await owner.api.webhooks.update({ salonId, webhookId: other.id, status: "paused" });
  const { data, body } = await told("webhook.paused");
  expect(data).toMatchObject({ id: other.id, status: "paused" });
  expect(body).not.toContain(new URL(theirs.url).host);
  await owner.api.webhooks.delete({ salonId, webhookId: other.id });
});

test("what goes out of a salon together is read together", async () => {
  const { rita, salonId } = desk;
  await sending.settle();
  for (const name of ["Nora", "Otto", "Paul", "Quin"]) await rita.api.clients.create({ salonId, name });
  const statements = await api.statementsOf(() => sending.settle());
  expect(statements.filter((text) => text.includes('from "clients"'))).toHaveLength(1);
});
