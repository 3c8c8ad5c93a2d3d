import { createSystemCtx, planNotifications, sendNotifications, Undeliverable } from "@salon/core";
import type { Mail } from "@salon/core";
import { expect, test } from "vitest";
import { openDesk } from "./testing/desk.ts";
import type { Desk } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { TestApi } from "./testing/index.ts";
import { GUEST, monday } from "./testing/salon-with-bea.ts";
import { told } from "./testing/told.ts";

const HOUR_MS = 3_600_000;

async function book(api: TestApi, { salonId, cutId, beaId }: Desk) {
  const items = [{ variantId: cutId, staffId: beaId }];
  const booking = await api.anybody.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items,
    client: GUEST,
  });
  await told(api);
  return booking;
}

/** Sets the salon's clock to so many hours before ten on Monday, and does what is due then. */
async function hoursBefore(api: TestApi, { salonId, mona }: Desk, hours: number): Promise<string[]> {
  const now = new Date(monday("10:00").getTime() - hours * HOUR_MS);
  await mona.api.salons.setTestClock({ salonId, now });
  return remindersIn(await told(api));
}

const remindersIn = (mails: readonly Mail[]) =>
  mails.filter(({ subject }) => subject.startsWith("Reminder")).map(({ to }) => to);

test("a visit is reminded of a day and two hours before, by the salon's clock, each once", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  await book(api, desk);
  expect(await hoursBefore(api, desk, 25)).toEqual([]);
  expect(await hoursBefore(api, desk, 24)).toEqual([GUEST.email]);
  expect(await hoursBefore(api, desk, 23)).toEqual([]);
  expect(await hoursBefore(api, desk, 1)).toEqual([GUEST.email]);
  expect(await hoursBefore(api, desk, 0.5)).toEqual([]);
});

test("the policy says when, and whoever books later than that is not reminded", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { salonId, mona } = desk;
  await mona.api.salons.setPolicy({ salonId, reminderMinutesBefore: [72 * 60] });
  await mona.api.salons.setPolicy({ salonId, leadTimeMinutes: 0 });
  expect(await mona.api.salons.policy({ salonId })).toMatchObject({ reminderMinutesBefore: [72 * 60] });
  await hoursBefore(api, desk, 71);
  await book(api, desk);
  expect(await hoursBefore(api, desk, 1)).toEqual([]);
});

test("a visit that has moved is reminded of at its new time only, though it moved back", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { id: bookingId } = await book(api, desk);
  await desk.rita.api.bookings.reschedule({ bookingId, startsAt: monday("15:00") });
  await desk.rita.api.bookings.reschedule({ bookingId, startsAt: monday("10:00") });
  await told(api);
  expect(await hoursBefore(api, desk, 24)).toEqual([GUEST.email]);
  await desk.rita.api.bookings.reschedule({ bookingId, startsAt: monday("16:00") });
  expect(await hoursBefore(api, desk, 18.5)).toEqual([]);
  expect(await hoursBefore(api, desk, 2)).toEqual([GUEST.email]);
  expect(await hoursBefore(api, desk, -4)).toEqual([GUEST.email]);
});

test("a visit that is cancelled, or begun when its reminder is looked at, is not reminded of", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { id: bookingId } = await book(api, desk);
  await desk.rita.api.bookings.cancel({ bookingId });
  expect(await hoursBefore(api, desk, 24)).toEqual([]);
  await hoursBefore(api, desk, 48);
  await book(api, desk);
  expect(await hoursBefore(api, desk, -0.1)).toEqual([]);
});

test("a reminder that comes too late, for the worker was down, is not sent", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  await book(api, desk);
  await api.sql`update salons set test_now = null where id = ${desk.salonId}`;
  await api.sql`update notification_deliveries set due_at = now() - interval '31 minutes', next_attempt_at = now()
    where due_at is not null`;
  expect(remindersIn(await told(api))).toEqual([]);
  const { items } = await desk.mona.api.notifications.sent({ salonId: desk.salonId, state: "skipped" });
  expect(items.map(({ failure }) => failure)).toEqual(["late", "late"]);
});

test("a mail that fails is tried again later, and one that cannot arrive is not; the salon sees both", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const ctx = (send: () => Promise<void>) => createSystemCtx({ ...api.deps, mailer: { send } }, "test");
  const { salonId, cutId, beaId, mona } = desk;
  const items = [{ variantId: cutId, staffId: beaId }];
  await api.anybody.bookings.create({ salonId, startsAt: monday("10:00"), items, client: GUEST });
  const refusing = ctx(async () => {
    throw new Error("421 too busy");
  });
  await expect
    .poll(() => planNotifications(refusing).then(() => sentOf(mona, salonId, "waiting")))
    .toHaveLength(2);
  await sendNotifications(refusing);
  expect(await sentOf(mona, salonId, "waiting")).toEqual([
    ["booking_confirmed", "email", 1],
    ["salon_booking_created", "email", 1],
  ]);
  await api.sql`update notification_deliveries set next_attempt_at = now() where state = 'waiting' and due_at is null`;
  await sendNotifications(
    ctx(async () => {
      throw new Undeliverable("550 nobody there");
    }),
  );
  expect(await sentOf(mona, salonId, "failed")).toHaveLength(2);
  expect(await told(api)).toEqual([]);
});

async function sentOf({ api }: Desk["mona"], salonId: string, state: "waiting" | "failed") {
  const { items } = await api.notifications.sent({ salonId, state });
  return items
    .filter(({ dueAt, channel }) => dueAt === null && channel === "email")
    .toSorted((a, b) => a.kind.localeCompare(b.kind))
    .map(({ kind, channel, attempts }) => [kind, channel, attempts]);
}

test("two workers at once send each mail once, and what a dead one had claimed is another's", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  await book(api, desk);
  await api.sql`update notification_deliveries set state = 'sending', sent_at = null, next_attempt_at = now() - interval '1 second'
    where channel = 'email' and due_at is null`;
  const before = api.mails.length;
  const ctx = createSystemCtx(api.deps, "test");
  await Promise.all([1, 2, 3, 4].map(() => sendNotifications(ctx)));
  expect(api.mails.length - before).toBe(2);
});

test("after a visit its client is asked how it was, once, unless they have said so already", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { id: bookingId } = await book(api, desk);
  await hoursBefore(api, desk, -1.5);
  await desk.rita.api.bookings.complete({ bookingId });
  await desk.mona.api.bookings.reopen({ bookingId });
  await desk.rita.api.bookings.complete({ bookingId });
  expect(await told(api)).toEqual([]);
  const asks = async (hours: number) => {
    const now = new Date(monday("10:00").getTime() + hours * HOUR_MS);
    await desk.mona.api.salons.setTestClock({ salonId: desk.salonId, now });
    return (await told(api)).filter(({ subject }) => subject.startsWith("How was it")).map(({ to }) => to);
  };
  expect(await asks(4)).toEqual([]);
  expect(await asks(4.6)).toEqual([GUEST.email]);
  expect(await asks(30)).toEqual([]);

  const alice = await api.signUp("Alice");
  const items = [{ variantId: desk.cutId, staffId: desk.beaId }];
  const startsAt = new Date(monday("10:00").getTime() + 48 * HOUR_MS);
  const second = await alice.api.bookings.create({ salonId: desk.salonId, startsAt, items });
  await asks(49.5);
  await desk.rita.api.bookings.complete({ bookingId: second.id });
  await alice.api.reviews.write({ bookingId: second.id, rating: 5 });
  expect(await asks(60)).toEqual([]);
});
