import { afterAll, beforeAll, expect, test } from "vitest";
import { eventsOfBooking, holderOf, openDesk, outcomeOf, rowsOf } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { GUEST, monday, WEEK_BEFORE } from "../testing/salon-with-bea.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const minutesLater = (minutes: number) => new Date(Date.parse(WEEK_BEFORE) + minutes * 60_000);

test("a hold keeps the time for ten minutes, tells its holder so, and becomes a booking", async () => {
  const { salonId, cutId, beaId } = await openDesk(api);
  const items = [{ variantId: cutId, staffId: beaId }];
  const hold = await api.anybody.bookings.create({ salonId, startsAt: monday("10:00"), items, hold: true });
  expect(hold).toMatchObject({ status: "held", version: 1, client: null, holdExpiresAt: minutesLater(10) });
  const rival = api.anybody.bookings.create({ salonId, startsAt: monday("10:00"), items, client: GUEST });
  expect(await outcomeOf(rival)).toBe("held");

  const confirmed = await holderOf(api, hold).confirm({
    bookingId: hold.id,
    client: GUEST,
    note: "Ring twice",
  });
  expect(confirmed).toMatchObject({
    status: "confirmed",
    version: 2,
    note: "Ring twice",
    client: { name: "Alice" },
    holdExpiresAt: null,
  });
  expect(await eventsOfBooking(api, hold.id)).toEqual(["booking.held", "booking.confirmed"]);
});

test("a hold that is let go frees its time at once", async () => {
  const { salonId, cutId, beaId } = await openDesk(api);
  const wish = { salonId, startsAt: monday("10:00"), items: [{ variantId: cutId, staffId: beaId }] };
  const hold = await api.anybody.bookings.create({ ...wish, hold: true });
  expect(await holderOf(api, hold).release({ bookingId: hold.id })).toMatchObject({
    status: "released",
    version: 2,
  });
  expect(await api.anybody.bookings.create({ ...wish, client: GUEST })).toMatchObject({
    status: "confirmed",
  });
  expect(await outcomeOf(holderOf(api, hold).confirm({ bookingId: hold.id, client: GUEST }))).toBe(
    "invalid_transition",
  );
});

test("a hold ends on the minute: nobody can confirm or move it, and anybody can have its time, sweeper or not", async () => {
  const { salonId, cutId, beaId, annId } = await openDesk(api);
  const wish = { salonId, startsAt: monday("10:00"), items: [{ variantId: cutId, staffId: beaId }] };
  const hold = await api.anybody.bookings.create({ ...wish, hold: true });
  await api.sql`update salons set test_now = ${minutesLater(10)} where id = ${salonId}`;

  const before = await rowsOf(api, hold.id);
  const holder = holderOf(api, hold);
  expect(await outcomeOf(holder.confirm({ bookingId: hold.id, client: GUEST }))).toBe("hold_expired");
  expect(await outcomeOf(holder.reschedule({ bookingId: hold.id, startsAt: monday("12:00") }))).toBe(
    "hold_expired",
  );
  expect(await rowsOf(api, hold.id)).toEqual(before);
  const { slots } = await api.anybody.availability.find({
    salonId,
    variantId: cutId,
    staffId: beaId,
    from: "2027-06-14",
    to: "2027-06-14",
  });
  expect(slots.map(({ startsAt }) => startsAt)).toContainEqual(monday("10:00"));

  expect(await api.anybody.bookings.create({ ...wish, client: GUEST })).toMatchObject({
    status: "confirmed",
  });
  expect(await holder.get({ bookingId: hold.id })).toMatchObject({ status: "expired", version: 2 });
  const [expired] = await api.sql<{ type: string; data: object }[]>`
    select type, data from events where subject_id = ${hold.id} order by id desc limit 1`;
  expect(expired).toMatchObject({
    type: "booking.expired",
    data: { staffIds: [beaId], variantIds: [cutId] },
  });
  expect(JSON.stringify(expired)).not.toContain(annId);
});

test("the salon cannot stretch a hold that has ended by changing its items", async () => {
  const { salonId, cutId, annId, beaId, rita } = await openDesk(api);
  const hold = await api.anybody.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items: [{ variantId: cutId, staffId: beaId }],
    hold: true,
  });
  await api.sql`update salons set test_now = ${minutesLater(10)} where id = ${salonId}`;
  const items = [{ itemId: hold.items[0]?.id ?? "", staffId: annId }];
  expect(await outcomeOf(rita.api.bookings.update({ bookingId: hold.id, items }))).toBe("hold_expired");
});

test("where the salon approves, a booking waits, is approved or declined, and a hold waits after its confirmation", async () => {
  const { salonId, cutId, rita } = await openDesk(api, {
    policy: { requiresApproval: true, approvalMinutes: 120 },
  });
  const items = [{ variantId: cutId }];
  const alice = await api.signUp("Alice");
  const pending = await alice.api.bookings.create({ salonId, startsAt: monday("10:00"), items });
  expect(pending).toMatchObject({
    status: "pending",
    holdExpiresAt: null,
    approvalExpiresAt: minutesLater(120),
  });
  expect(await rita.api.bookings.approve({ bookingId: pending.id })).toMatchObject({
    status: "confirmed",
    approvalExpiresAt: null,
  });

  const hold = await alice.api.bookings.create({ salonId, startsAt: monday("12:00"), items, hold: true });
  expect(hold).toMatchObject({ status: "held", approvalExpiresAt: null });
  const asked = await alice.api.bookings.confirm({ bookingId: hold.id });
  expect(asked).toMatchObject({ status: "pending", version: 2, approvalExpiresAt: minutesLater(120) });
  expect(await eventsOfBooking(api, hold.id)).toEqual(["booking.held", "booking.created"]);
  expect(await rita.api.bookings.decline({ bookingId: hold.id })).toMatchObject({ status: "declined" });
  expect(await alice.api.bookings.create({ salonId, startsAt: monday("12:00"), items })).toMatchObject({
    status: "pending",
  });
});

test("what the salon does not answer in time expires and frees its time", async () => {
  const { salonId, cutId, beaId, mona } = await openDesk(api, {
    policy: { requiresApproval: true, approvalMinutes: 30 },
  });
  const items = [{ variantId: cutId, staffId: beaId }];
  const pending = await api.anybody.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items,
    client: GUEST,
  });
  await mona.api.salons.setTestClock({ salonId, now: minutesLater(29) });
  expect(await mona.api.bookings.get({ bookingId: pending.id })).toMatchObject({ status: "pending" });
  await mona.api.salons.setTestClock({ salonId, now: minutesLater(30) });
  expect(await mona.api.bookings.get({ bookingId: pending.id })).toMatchObject({
    status: "expired",
    version: 2,
  });
  expect(await outcomeOf(mona.api.bookings.approve({ bookingId: pending.id }))).toBe("invalid_transition");
  expect(
    await api.anybody.bookings.create({ salonId, startsAt: monday("10:00"), items, client: GUEST }),
  ).toMatchObject({ status: "pending" });
});

test("no-shows and completions are taken back on their own day only, and by a manager", async () => {
  const { salonId, cutId, mona, rita, bea, beaId } = await openDesk(api);
  const book = (startsAt: Date) =>
    rita.api.bookings.create({
      salonId,
      startsAt,
      items: [{ variantId: cutId, staffId: beaId }],
      client: { name: "Alice" },
    });
  const [today, later] = [await book(monday("10:00")), await book(new Date("2027-06-15T10:00:00+02:00"))];
  await mona.api.salons.setTestClock({ salonId, now: monday("10:20") });
  for (const { id: bookingId } of [today, later]) await rita.api.bookings.noShow({ bookingId });
  expect(await outcomeOf(rita.api.bookings.reopen({ bookingId: today.id }))).toBe("forbidden");
  expect(await outcomeOf(bea.api.bookings.reopen({ bookingId: today.id }))).toBe("forbidden");
  expect(await outcomeOf(mona.api.bookings.reopen({ bookingId: later.id }))).toBe("invalid_transition");
  expect(await mona.api.bookings.reopen({ bookingId: today.id })).toMatchObject({ status: "confirmed" });

  await rita.api.bookings.complete({ bookingId: today.id });
  await mona.api.salons.setTestClock({ salonId, now: monday("23:59") });
  expect(await mona.api.bookings.reopen({ bookingId: today.id })).toMatchObject({ status: "confirmed" });
  await rita.api.bookings.complete({ bookingId: today.id });
  await mona.api.salons.setTestClock({ salonId, now: new Date("2027-06-15T00:00:00+02:00") });
  expect(await outcomeOf(mona.api.bookings.reopen({ bookingId: today.id }))).toBe("invalid_transition");
});

test("no-shows and completed visits keep their time", async () => {
  const { salonId, cutId, beaId, rita } = await openDesk(api);
  const wish = {
    salonId,
    startsAt: monday("10:00"),
    items: [{ variantId: cutId, staffId: beaId }],
    client: GUEST,
  };
  const { id: bookingId } = await api.anybody.bookings.create(wish);
  await rita.api.bookings.noShow({ bookingId });
  expect(await outcomeOf(api.anybody.bookings.create(wish))).toBe("staff_busy");
});
