import { afterAll, beforeAll, expect, test } from "vitest";
import { eventsOfBooking, holderOf, openDesk, outcomeOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { salonInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { GUEST, monday, WEEK_BEFORE } from "../testing/salon-with-bea.ts";
import { expectLatestEvent } from "../testing/latest-event.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const book = (
  { salonId, cutId, beaId }: Desk,
  time: Parameters<typeof monday>[0],
  over: object = { client: GUEST },
) =>
  api.anybody.bookings.create({
    salonId,
    startsAt: monday(time),
    items: [{ variantId: cutId, staffId: beaId }],
    ...over,
  });

test("what is changed in a sandbox happens by its clock, like what is booked there", async () => {
  const { mona, salonId, beaId } = await openDesk(api);
  const now = monday("07:00");
  await mona.api.salons.setTestClock({ salonId, now });
  const before = await api.sql`select id from events where salon_id = ${salonId}`;
  await mona.api.salons.setPolicy({ salonId, holdMinutes: 5 });
  await mona.api.staff.update({ salonId, staffId: beaId, title: "Colourist" });
  await mona.api.resourceTypes.create({ salonId, name: "Basin" });
  await mona.api.serviceCategories.create({ salonId, name: "Hair" });
  const changes = await api.sql<{ type: string; at: Date }[]>`
    select type, occurred_at as at from events where salon_id = ${salonId} order by id offset ${before.length}`;
  const change = { type: "salon.rules_changed", at: now };
  expect([...changes]).toEqual([change, change, change, change]);
});

test("a clock that is set is told of: the free times are others then", async () => {
  const { mona, salonId } = await openDesk(api);
  const now = monday("12:00");
  await mona.api.salons.setTestClock({ salonId, now });
  await expectLatestEvent(mona.api, salonId, {
    type: "salon.rules_changed",
    occurredAt: now,
    data: { rules: "testClock", now: now.toISOString() },
    previous: { now: new Date(WEEK_BEFORE).toISOString() },
  });
});

test("a clock set forward first ends what is over: holds, requests, and visits an hour after their end", async () => {
  const desk = await openDesk(api);
  const { mona, rita, salonId } = desk;
  const setClock = (now: Date) => mona.api.salons.setTestClock({ salonId, now });
  const statusOf = async ({ id }: { id: string }) => (await rita.api.bookings.get({ bookingId: id })).status;
  const hold = await book(desk, "09:00", { hold: true });
  await mona.api.salons.setPolicy({ salonId, requiresApproval: true, approvalMinutes: 15 });
  const pending = await book(desk, "10:00");
  await mona.api.salons.setPolicy({ salonId, requiresApproval: false });
  const visits = [
    await book(desk, "11:00"),
    await book(desk, "12:00"),
    await book(desk, "13:00"),
    await book(desk, "14:00"),
  ];
  const [confirmed, arrived, served, missed] = visits as [typeof hold, typeof hold, typeof hold, typeof hold];

  await setClock(new Date(Date.parse(WEEK_BEFORE) + 10 * 60_000));
  expect([await statusOf(hold), await statusOf(pending)]).toEqual(["expired", "pending"]);
  await setClock(new Date(Date.parse(WEEK_BEFORE) + 15 * 60_000));
  expect(await statusOf(pending)).toBe("expired");
  await rita.api.bookings.checkIn({ bookingId: arrived.id });
  await rita.api.bookings.start({ bookingId: served.id });
  await rita.api.bookings.noShow({ bookingId: missed.id });

  await setClock(new Date(monday("13:00").getTime() - 1));
  expect(await statusOf(confirmed)).toBe("confirmed");
  await setClock(monday("13:00"));
  expect([await statusOf(confirmed), await statusOf(arrived)]).toEqual(["completed", "checked_in"]);
  await setClock(monday("23:00"));
  expect([await statusOf(arrived), await statusOf(served), await statusOf(missed)]).toEqual([
    "completed",
    "completed",
    "no_show",
  ]);
  expect(await eventsOfBooking(api, hold.id)).toEqual(["booking.held", "booking.expired"]);
  expect(await eventsOfBooking(api, confirmed.id)).toEqual(["booking.created", "booking.completed"]);
  const [{ at } = { at: null }] = await api.sql<{ at: Date | null }[]>`
    select occurred_at as at from events where subject_id = ${confirmed.id} and type = 'booking.completed'`;
  expect(at).toEqual(monday("13:00"));
  expect(await outcomeOf(holderOf(api, hold).confirm({ bookingId: hold.id, client: GUEST }))).toBe(
    "hold_expired",
  );
});

test("a clock set forward runs what is due of its own salon and of no other", async () => {
  const [desk, other] = [await openDesk(api), await openDesk(api)];
  const hold = await book(other, "09:00", { hold: true });
  await desk.mona.api.salons.setTestClock({ salonId: desk.salonId, now: monday("23:00") });
  expect(await other.rita.api.bookings.get({ bookingId: hold.id })).toMatchObject({ status: "held" });
});

test("a salon's lead time, horizon and windows go by its clock", async () => {
  const desk = await openDesk(api, { policy: { leadTimeMinutes: 60, horizonDays: 7 } });
  expect(await outcomeOf(book(desk, "10:00"))).toBe("done");
  const { mona, salonId } = desk;
  await mona.api.salons.setTestClock({ salonId, now: new Date("2027-06-06T23:59:59+02:00") });
  expect(await outcomeOf(book(desk, "12:00"))).toBe("beyond_horizon");
  await mona.api.salons.setTestClock({ salonId, now: new Date("2027-06-07T00:00:00+02:00") });
  expect(await outcomeOf(book(desk, "12:00"))).toBe("done");
  await mona.api.salons.setTestClock({ salonId, now: monday("13:00") });
  expect(await outcomeOf(book(desk, "14:00"))).toBe("done");
  await mona.api.salons.setTestClock({ salonId, now: new Date(monday("14:00").getTime() + 1) });
  expect(await outcomeOf(book(desk, "15:00"))).toBe("too_soon");
});

test("more than a batch of visits is completed at once", async () => {
  const desk = await openDesk(api);
  const { id } = await book(desk, "10:00");
  await api.sql`
    insert into bookings (business_id, id, salon_id, client_id, status, starts_at, ends_at, local_start, time_zone, mode,
      max_wait_minutes, source, currency, policy_version)
    select business_id, gen_random_uuid(), salon_id, client_id, 'cancelled_by_salon', starts_at, ends_at, local_start, time_zone, mode,
      max_wait_minutes, source, currency, policy_version
    from bookings, generate_series(1, 130) where id = ${id}`;
  await api.sql`update bookings set status = 'confirmed' where salon_id = ${desk.salonId}`;
  await desk.mona.api.salons.setTestClock({ salonId: desk.salonId, now: monday("23:00") });
  const counts =
    await api.sql`select status, count(*)::int from bookings where salon_id = ${desk.salonId} group by 1`;
  expect([...counts]).toEqual([{ status: "completed", count: 131 }]);
  await api.sql`delete from bookings where salon_id = ${desk.salonId} and id <> ${id}`;
});

test("only managers set a clock, and only a sandbox has one", async () => {
  const { salonId, rita, bea, mona } = await openDesk(api);
  const now = monday("10:00");
  for (const { api: caller } of [rita, bea])
    expect(await outcomeOf(caller.salons.setTestClock({ salonId, now }))).toBe("forbidden");
  expect(await outcomeOf(api.anybody.salons.setTestClock({ salonId, now }))).toBe("unauthenticated");
  expect(await mona.api.salons.setTestClock({ salonId, now: null })).toEqual({ now: null });
  const owner = await api.signUp("Olga");
  const real = await owner.api.salons.create(salonInput({ name: "No sandbox" }));
  expect(await outcomeOf(owner.api.salons.setTestClock({ salonId: real.id, now }))).toBe("not_sandbox");
});
