import { afterAll, beforeAll, expect, test } from "vitest";
import { setTimeout as sleep } from "node:timers/promises";
import { openDesk, outcomeOf, outcomesOf } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { GUEST, monday } from "../testing/salon-with-bea.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

test("a full day is offered to nobody, counts holds and requests, and opens again when one goes", async () => {
  const { salonId, cutId, beaId, annId, rita } = await openDesk(api, {
    policy: { maxBookingsPerStaffPerDay: 2 },
  });
  const wish = (time: Parameters<typeof monday>[0], staffId: string | null = beaId) => ({
    salonId,
    startsAt: monday(time),
    items: [{ variantId: cutId, staffId }],
  });
  const first = await api.anybody.bookings.create({ ...wish("09:00"), client: GUEST });
  await api.anybody.bookings.create({ ...wish("10:00"), hold: true });
  expect(await outcomeOf(api.anybody.bookings.create({ ...wish("12:00"), client: GUEST }))).toBe(
    "daily_limit",
  );
  expect(await outcomeOf(rita.api.bookings.create({ ...wish("12:00"), client: GUEST }))).toBe("daily_limit");
  const free = async () =>
    (
      await api.anybody.availability.find({
        salonId,
        variantId: cutId,
        staffId: beaId,
        from: "2027-06-14",
        to: "2027-06-14",
      })
    ).slots;
  expect(await free()).toEqual([]);
  const anybodys = await api.anybody.bookings.create({ ...wish("12:00", null), client: GUEST });
  expect(anybodys.items[0]).toMatchObject({ staffId: annId, reason: "only_free" });
  expect(
    await rita.api.bookings.reschedule({ bookingId: first.id, startsAt: monday("15:00") }),
  ).toMatchObject({ version: 2 });
  await rita.api.bookings.cancel({ bookingId: first.id });
  expect(await free()).not.toEqual([]);
  expect(await outcomeOf(api.anybody.bookings.create({ ...wish("12:00"), client: GUEST }))).toBe("done");
});

test("of many who want the last place of a day at different hours, one gets it", async () => {
  const { salonId, cutId, beaId } = await openDesk(api, { policy: { maxBookingsPerStaffPerDay: 1 } });
  const times = ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00"] as const;
  const book = (time: (typeof times)[number]) =>
    api.anybody.bookings.create({
      salonId,
      startsAt: monday(time),
      items: [{ variantId: cutId, staffId: beaId }],
      client: GUEST,
    });
  expect(await outcomesOf(times.map(book))).toEqual({ done: 1, daily_limit: 7 });
});

test("a booking that waits while the hours change is judged by the new ones", async () => {
  const { salonId, cutId, beaId, owner } = await openDesk(api);
  const wish = {
    salonId,
    startsAt: monday("10:00"),
    items: [{ variantId: cutId, staffId: beaId }],
    client: GUEST,
  };
  const hours = [{ weekly: [{ weekday: 1, opens: "12:00", closes: "17:00" }] }];
  const { both } = await api.sql.begin(async (tx) => {
    await tx`select from calendars where id = (select calendar_id from staff where id = ${beaId}) for update`;
    const changing = owner.api.schedules.setSalonHours({ salonId, schedules: hours });
    await waiting(1);
    const booking = outcomeOf(api.anybody.bookings.create(wish));
    await waiting(2);
    return { both: Promise.all([changing, booking]) };
  });
  expect(await both).toMatchObject([{ affectedBookings: [] }, "outside_hours"]);
});

test("time off is taken before or after a booking, which then needs attention, and never unseen", async () => {
  const { salonId, cutId, beaId, owner, rita } = await openDesk(api);
  const times = ["09:00", "10:00", "11:00", "12:00"] as const;
  const book = (time: (typeof times)[number]) =>
    api.anybody.bookings.create({
      salonId,
      startsAt: monday(time),
      items: [{ variantId: cutId, staffId: beaId }],
      client: GUEST,
    });
  const [timeOff] = await Promise.all([
    owner.api.timeOff.create({ salonId, staffId: beaId, fromDate: "2027-06-14", toDate: "2027-06-14" }),
    ...times.map((time) => outcomeOf(book(time))),
  ]);
  const { items } = await rita.api.bookings.list({ salonId });
  expect(
    items
      .filter(({ needsAttention }) => needsAttention)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(timeOff.affectedBookings.map(({ id }) => id).toSorted());
  expect(items.every(({ needsAttention }) => needsAttention)).toBe(true);
});

/** Until so many connections wait for a lock. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const [row] = await api.sql<{ waiting: number }[]>`
      select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if ((row?.waiting ?? 0) >= count) return;
    await sleep(10);
  }
}
