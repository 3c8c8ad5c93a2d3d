import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventsOfBooking, openDesk, outcomeOf, outcomesOf, rowsOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { expectRefusal } from "../testing/expectations.ts";
import { salonInput, serviceInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { GUEST, monday, MONDAY } from "../testing/salon-with-bea.ts";
import { openYear, weekly } from "../testing/series.ts";
import { firstVariant } from "../testing/staffed-salon.ts";

const BOTH = ["cut", "colour"];
const TUESDAY = "2027-06-15";
type Time = `${number}:${number}`;

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const at = (date: string, time: Time) => new Date(`${date}T${time}:00+02:00`);

/** Bea, Ann and Cleo do everything. */
const openTrio = (over: Parameters<typeof openDesk>[1] = {}) =>
  openDesk(api, { ...over, staff: { cleo: { services: BOTH }, ...over.staff } });

const book = async ({ salonId, rita, cutId, beaId }: Desk, startsAt: Date, staffId = beaId) =>
  rita.api.bookings.create({ salonId, startsAt, items: [{ variantId: cutId, staffId }], client: GUEST });

const reassign = (
  { salonId, mona, beaId }: Desk,
  input: Partial<Parameters<typeof mona.api.staff.reassignBookings>[0]> = {},
) => mona.api.staff.reassignBookings({ salonId, staffId: beaId, ...input });

const staffOf = async ({ rita }: Desk, bookingId: string) =>
  (await rita.api.bookings.get({ bookingId })).items.map(({ staffId }) => staffId);

test("Bea's visits go to whoever is free and has least to do that day, at their times and prices", async () => {
  const desk = await openTrio();
  const { annId, beaId, cutId, rita } = desk;
  const cleoId = desk.staff.get("cleo") ?? "";
  await book(desk, monday("09:00"), annId);
  const first = await book(desk, monday("09:00"));
  const second = await book(desk, monday("11:00"));
  const third = await book(desk, at(TUESDAY, "09:00"));
  const { moved, left, next } = await reassign(desk);
  expect([left, next]).toEqual([[], null]);
  const given = (itemId: string | undefined, toStaffId: string, toStaffName: string) => [
    { itemId, variantId: cutId, fromStaffId: beaId, toStaffId, toStaffName, wasRequested: true },
  ];
  expect(moved).toEqual([
    {
      bookingId: first.id,
      startsAt: monday("09:00"),
      localStart: "2027-06-14T09:00:00+02:00",
      items: given(first.items[0]?.id, cleoId, "cleo"),
    },
    {
      bookingId: second.id,
      startsAt: monday("11:00"),
      localStart: "2027-06-14T11:00:00+02:00",
      // Ann and Cleo have an hour each by now: the order of the staff decides.
      items: given(second.items[0]?.id, annId, "ann"),
    },
    {
      bookingId: third.id,
      startsAt: at(TUESDAY, "09:00"),
      localStart: "2027-06-15T09:00:00+02:00",
      items: given(third.items[0]?.id, annId, "ann"),
    },
  ]);
  const { updatedAt: _, ...kept } = first;
  const after = await rita.api.bookings.get({ bookingId: first.id });
  expect(after).toEqual({
    ...kept,
    version: 2,
    items: [{ ...first.items[0], staffId: cleoId, staffName: "cleo", reason: "only_free" }],
    updatedAt: after.updatedAt,
  });
  expect(await eventsOfBooking(api, first.id)).toEqual(["booking.created", "booking.updated"]);
  const [event] = await api.sql<{ previous: unknown }[]>`
    select previous from events where subject_id = ${first.id} order by id desc limit 1`;
  expect(event?.previous).toEqual({ version: 1, staffIds: [beaId] });
});

test("a client who asked for nobody in particular is told apart from one who asked for Bea", async () => {
  const desk = await openDesk(api);
  const { salonId, cutId, rita, beaId, annId } = desk;
  const startsAt = monday("10:00");
  const { items } = await rita.api.bookings.create({
    salonId,
    startsAt,
    items: [{ variantId: cutId }],
    client: GUEST,
  });
  const leaver = items[0]?.staffId ?? "";
  const { moved } = await reassign(desk, { staffId: leaver });
  expect(moved).toMatchObject([
    { items: [{ fromStaffId: leaver, toStaffId: leaver === beaId ? annId : beaId, wasRequested: false }] },
  ]);
});

test("a dry run says what would be done, and does nothing; then that is done, and then nothing is left", async () => {
  const desk = await openTrio();
  const { annId } = desk;
  const booked: { id: string }[] = [];
  for (const time of ["09:00", "09:30", "10:30", "15:00"] as const)
    booked.push(await book(desk, monday(time), time === "09:30" ? annId : desk.beaId));
  const rows = () => Promise.all(booked.map(({ id }) => rowsOf(api, id)));
  const before = await rows();
  const planned = await reassign(desk, { dryRun: true, toStaffIds: [annId] });
  expect([planned.moved.length, planned.left.length]).toEqual([2, 1]);
  expect(planned.left).toMatchObject([{ bookingId: booked[0]?.id, code: "staff_busy" }]);
  expect(await rows()).toEqual(before);
  expect(await reassign(desk, { toStaffIds: [annId] })).toEqual(planned);
  const done = await rows();
  expect(await reassign(desk, { toStaffIds: [annId] })).toEqual({ ...planned, moved: [] });
  expect(await rows()).toEqual(done);
});

test("what finds nobody stays, is marked, and goes unmarked with the next go that finds somebody", async () => {
  const desk = await openDesk(api);
  const { salonId, annId, rita, owner, mona } = desk;
  const { id: bookingId } = await book(desk, monday("10:00"));
  await mona.api.timeOff.create({ salonId, staffId: annId, fromDate: MONDAY, toDate: MONDAY });
  const which = { bookingId, startsAt: monday("10:00"), localStart: "2027-06-14T10:00:00+02:00" };
  const left = [{ ...which, code: "time_off", message: "The person is off at that time." }];
  expect(await reassign(desk)).toEqual({ moved: [], left, next: null });
  expect(await rita.api.bookings.get({ bookingId })).toMatchObject({ needsAttention: true, version: 2 });
  expect(await staffOf(desk, bookingId)).toEqual([desk.beaId]);
  const services = [{ variantId: desk.cutId }];
  await owner.api.staff.create({ salonId, name: "Dora", services });
  expect((await reassign(desk)).left).toEqual([]);
  expect(await rita.api.bookings.get({ bookingId })).toMatchObject({ needsAttention: false, version: 3 });
});

test("a mark that is for a room stays, whoever takes over", async () => {
  const desk = await openDesk(api, {
    services: {
      cut: { segments: [["active", 60]], resources: ["chair"] },
      colour: { segments: [["active", 60]] },
    },
    resources: { chair: ["one", "two"] },
  });
  const { salonId, mona, rita } = desk;
  const { id: bookingId } = await book(desk, monday("10:00"));
  const off = { fromDate: MONDAY, toDate: MONDAY };
  await mona.api.timeOff.create({ salonId, resourceId: desk.resources.get("one") ?? "", ...off });
  const unit = () => api.sql`select resource_ids from booking_items where booking_id = ${bookingId}`;
  const before = await unit();
  expect((await reassign(desk)).moved).toHaveLength(1);
  expect(await rita.api.bookings.get({ bookingId })).toMatchObject({ needsAttention: true });
  expect(await unit()).toEqual(before);
});

test("of a chain only Bea's items go; times, rooms and everybody else's stay as they were", async () => {
  const desk = await openTrio({
    services: {
      cut: { segments: [["active", 60]], resources: ["chair"], before: 5, after: 5 },
      colour: {
        segments: [
          ["active", 30],
          ["processing", 30],
          ["active", 30],
        ],
      },
    },
    resources: { chair: ["one", "two"] },
  });
  const { salonId, rita, beaId, annId, cutId, colourId } = desk;
  const cleoId = desk.staff.get("cleo") ?? "";
  const items = [
    { variantId: cutId, staffId: beaId },
    { variantId: colourId, staffId: annId },
    { variantId: cutId, staffId: beaId },
  ];
  const { id: bookingId } = await rita.api.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items,
    client: GUEST,
  });
  const before = await rita.api.bookings.get({ bookingId });
  const { moved } = await reassign(desk, { toStaffIds: [cleoId] });
  expect(moved[0]?.items.map(({ itemId }) => itemId)).toEqual([before.items[0]?.id, before.items[2]?.id]);
  const after = await rita.api.bookings.get({ bookingId });
  const given = { staffId: cleoId, staffName: "cleo", reason: "only_free" };
  expect(after.items).toEqual(
    before.items.map((item) => (item.staffId === beaId ? { ...item, ...given } : item)),
  );
});

test("Ann, who follows Bea in a visit, takes over what comes before without a break", async () => {
  const desk = await openDesk(api, {
    services: {
      cut: { segments: [["active", 60]], before: 15, after: 15 },
      colour: { segments: [["active", 60]], before: 15, after: 15 },
    },
  });
  const { salonId, rita, beaId, annId, cutId, colourId } = desk;
  const items = [
    { variantId: cutId, staffId: beaId },
    { variantId: colourId, staffId: annId },
  ];
  const made = await rita.api.bookings.create({ salonId, startsAt: monday("10:00"), items, client: GUEST });
  expect((await reassign(desk)).moved).toHaveLength(1);
  expect(await staffOf(desk, made.id)).toEqual([annId, annId]);
  const taken = await api.sql<{ during: string }[]>`
    select during::text from allocations a join staff f on f.calendar_id = a.calendar_id
    where booking_id = ${made.id} and f.id = ${annId}`;
  expect([...taken]).toEqual([{ during: '["2027-06-14 07:45:00+00","2027-06-14 10:15:00+00")' }]);
});

test("what Ann does of a visit already is counted once when she takes over the rest", async () => {
  const trim = { segments: [["active", 30]] as const };
  const hour = { segments: [["active", 60]] as const };
  const desk = await openTrio({
    services: { cut: hour, colour: hour, trim },
    staff: { cleo: { services: [...BOTH, "trim"] } },
  });
  const { salonId, rita, beaId, annId, cutId, colourId } = desk;
  const cleoId = desk.staff.get("cleo") ?? "";
  const cut = { variantId: cutId, staffId: cleoId };
  const items = [cut, cut, { variantId: desk.variants.get("trim") ?? "", staffId: cleoId }];
  await rita.api.bookings.create({ salonId, startsAt: monday("11:00"), items, client: GUEST });
  const chain = [
    { variantId: cutId, staffId: beaId },
    { variantId: colourId, staffId: annId },
  ];
  await rita.api.bookings.create({ salonId, startsAt: monday("09:00"), items: chain, client: GUEST });
  await book(desk, monday("15:00"));
  const { moved } = await reassign(desk);
  expect(moved.map((one) => one.items[0]?.toStaffId)).toEqual([annId, annId]);
});

test("in parallel nobody does two at once", async () => {
  const desk = await openTrio();
  const { salonId, rita, beaId, annId, cutId, colourId } = desk;
  const items = [
    { variantId: cutId, staffId: beaId },
    { variantId: colourId, staffId: annId },
  ];
  const visit = { salonId, startsAt: monday("10:00"), items, mode: "parallel" as const, client: GUEST };
  const { id } = await rita.api.bookings.create(visit);
  expect((await reassign(desk, { toStaffIds: [annId] })).left).toMatchObject([
    { bookingId: id, code: "staff_does_not_offer" },
  ]);
  expect((await reassign(desk)).moved).toHaveLength(1);
  expect(await staffOf(desk, id)).toEqual([desk.staff.get("cleo"), annId]);
});

test("while Ann's colour works in, she takes over a cut that fits between", async () => {
  const services = {
    cut: { segments: [["active", 30]] as const },
    colour: {
      segments: [
        ["active", 30],
        ["processing", 30],
        ["active", 30],
      ] as const,
    },
  };
  const desk = await openDesk(api, { services });
  const { salonId, rita, annId, colourId } = desk;
  const items = [{ variantId: colourId, staffId: annId }];
  await rita.api.bookings.create({ salonId, startsAt: monday("10:00"), items, client: GUEST });
  const fits = await book(desk, monday("10:30"));
  const clashes = await book(desk, monday("11:00"));
  const { moved, left } = await reassign(desk);
  expect(moved.map(({ bookingId }) => bookingId)).toEqual([fits.id]);
  expect(left).toMatchObject([{ bookingId: clashes.id, code: "staff_busy" }]);
});

test("each that is given away counts for the next: no day of anybody's is fuller than the policy says", async () => {
  const desk = await openDesk(api, { policy: { maxBookingsPerStaffPerDay: 3 } });
  const { annId } = desk;
  await book(desk, monday("16:00"), annId);
  for (const time of ["09:00", "10:00", "11:00"] as const) await book(desk, monday(time));
  await book(desk, at(TUESDAY, "09:00"));
  const { moved, left } = await reassign(desk);
  expect(moved.map(({ localStart }) => localStart.slice(0, 16))).toEqual([
    "2027-06-14T09:00",
    "2027-06-14T10:00",
    "2027-06-15T09:00",
  ]);
  expect(left).toMatchObject([{ code: "daily_limit", localStart: "2027-06-14T11:00:00+02:00" }]);
});

test("holds stay and are named, requests go, and what is over or under way is not touched", async () => {
  const desk = await openDesk(api, { policy: { requiresApproval: true, approvalMinutes: 600 } });
  const { salonId, rita, beaId, cutId } = desk;
  const items = [{ variantId: cutId, staffId: beaId }];
  const pending = await api.anybody.bookings.create({
    salonId,
    startsAt: monday("09:00"),
    items,
    client: GUEST,
  });
  const hold = await api.anybody.bookings.create({ salonId, startsAt: monday("10:00"), items, hold: true });
  const arrived = await book(desk, monday("11:00"));
  const cancelled = await book(desk, monday("13:00"));
  await rita.api.bookings.checkIn({ bookingId: arrived.id });
  await rita.api.bookings.cancel({ bookingId: cancelled.id });
  const { moved, left } = await reassign(desk);
  expect(moved.map(({ bookingId }) => bookingId)).toEqual([pending.id]);
  expect(left).toMatchObject([{ bookingId: hold.id, code: "held" }]);
  expect(await rita.api.bookings.get({ bookingId: hold.id })).toMatchObject({
    needsAttention: false,
    version: 1,
  });
  expect(await staffOf(desk, arrived.id)).toEqual([beaId]);
});

test("a hold of somebody else's hour is in the way until it expires, swept up or not", async () => {
  const desk = await openDesk(api);
  const { salonId, cutId, annId } = desk;
  await book(desk, monday("10:00"));
  const items = [{ variantId: cutId, staffId: annId }];
  const hold = await api.anybody.bookings.create({ salonId, startsAt: monday("10:00"), items, hold: true });
  expect((await reassign(desk)).left).toMatchObject([{ code: "held" }]);
  await api.sql`update salons set test_now = test_now + interval '11 minutes' where id = ${salonId}`;
  const planned = await reassign(desk, { dryRun: true });
  expect(planned.moved).toHaveLength(1);
  expect(await eventsOfBooking(api, hold.id)).toEqual(["booking.held"]);
  expect(await reassign(desk)).toEqual(planned);
  expect(await eventsOfBooking(api, hold.id)).toEqual(["booking.held", "booking.expired"]);
});

test("dates bound a go, in the salon's days", async () => {
  const desk = await openDesk(api);
  const days = [MONDAY, TUESDAY, "2027-06-16"];
  for (const date of days) await book(desk, at(date, "10:00"));
  const datesOf = async (range: { from?: string; to?: string }) =>
    (await reassign(desk, { ...range, dryRun: true })).moved.map(({ localStart }) => localStart.slice(0, 10));
  expect(await datesOf({})).toEqual(days);
  expect(await datesOf({ from: TUESDAY })).toEqual(days.slice(1));
  expect(await datesOf({ to: TUESDAY })).toEqual(days.slice(0, 2));
  expect(await datesOf({ from: TUESDAY, to: TUESDAY })).toEqual([TUESDAY]);
  expect(await datesOf({ from: "2027-01-01", to: "2027-06-01" })).toEqual([]);
  await expect(reassign(desk, { from: TUESDAY, to: MONDAY })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("only people of this salon take over, and never Bea herself", async () => {
  const desk = await openDesk(api);
  const { salonId, mona, beaId, annId } = desk;
  await book(desk, monday("10:00"));
  const other = await openDesk(api);
  for (const nobody of [other.annId, randomUUID(), beaId])
    await expectRefusal(api, "staff_not_bookable", () => reassign(desk, { toStaffIds: [annId, nobody] }));
  await expectRefusal(api, "not_found", () =>
    mona.api.staff.reassignBookings({ salonId, staffId: other.beaId }),
  );
  await expectRefusal(api, "not_found", () =>
    other.mona.api.staff.reassignBookings({ salonId, staffId: beaId }),
  );
});

test("of somebody who works in two salons only this one's visits go, and to its people", async () => {
  const desk = await openDesk(api);
  const { owner, beaId, annId } = desk;
  await api.sql`update salons set sandbox = false, status = 'published', test_now = null where id = ${desk.salonId}`;
  await api.sql`update businesses set sandbox = false where id = ${desk.businessId}`;
  const { businessId } = await owner.api.salons.update({ salonId: desk.salonId, about: "First" });
  const branch = await owner.api.salons.create(salonInput({ name: "Branch", businessId }));
  const colour = await owner.api.services.create(serviceInput(branch.id));
  const variantId = firstVariant(colour);
  const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "09:00", closes: "17:00" }));
  await owner.api.schedules.setSalonHours({ salonId: branch.id, schedules: [{ weekly: hours }] });
  await owner.api.staff.share({ salonId: branch.id, staffId: beaId });
  await owner.api.staff.setServices({ salonId: branch.id, staffId: beaId, services: [{ variantId }] });
  const dora = await owner.api.staff.create({ salonId: branch.id, name: "Dora", services: [{ variantId }] });
  const soon = new Date(Math.ceil((Date.now() + 86_400_000 * 3) / 86_400_000) * 86_400_000);
  const week = { from: day(soon, 0), to: day(soon, 6) };
  const { slots } = await owner.api.availability.search({
    salonId: desk.salonId,
    ...week,
    items: [{ variantId: desk.cutId, staffId: beaId }],
  });
  const startsAt = slots[0]?.startsAt ?? soon;
  const here = await book(desk, startsAt);
  const there = await owner.api.bookings.create({
    salonId: branch.id,
    startsAt: new Date(startsAt.getTime() + 2 * 3_600_000),
    items: [{ variantId, staffId: beaId }],
    client: GUEST,
  });
  const { moved } = await reassign(desk);
  expect(moved.map(({ bookingId }) => bookingId)).toEqual([here.id]);
  expect(await staffOf(desk, here.id)).toEqual([annId]);
  const inBranch = { salonId: branch.id, staffId: beaId };
  expect((await owner.api.staff.reassignBookings(inBranch)).moved).toMatchObject([
    { bookingId: there.id, items: [{ toStaffId: dora.id }] },
  ]);
});

test("Bea can be archived once nothing names her; a dry run before lists what does", async () => {
  const desk = await openDesk(api);
  const { salonId, mona, beaId } = desk;
  const ref = { salonId, staffId: beaId };
  const { id } = await book(desk, monday("10:00"));
  expect(await mona.api.staff.archive({ ...ref, dryRun: true })).toMatchObject({
    affectedBookings: [{ id, staffIds: [beaId] }],
  });
  await expect(mona.api.staff.archive(ref)).rejects.toThrow(/reassign/);
  await reassign(desk);
  expect(await mona.api.staff.archive({ ...ref, dryRun: true })).toEqual({ affectedBookings: [] });
  expect(await mona.api.staff.get(ref)).toMatchObject({ name: "bea" });
  expect(await mona.api.staff.archive(ref)).toBeUndefined();
  await expectRefusal(api, "not_found", () => mona.api.staff.get(ref));
});

test("two managers at once give each visit away once, and customers book beside them without an overlap", async () => {
  const desk = await openTrio();
  const { salonId, cutId, mona, owner, beaId } = desk;
  const starts = ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00"] as const;
  for (const time of starts) await book(desk, monday(time));
  const ref = { salonId, staffId: beaId };
  const grab = (time: Time) =>
    api.anybody.bookings.create({
      salonId,
      startsAt: monday(time),
      items: [{ variantId: cutId }],
      client: { name: "Eve", email: `${randomUUID()}@example.com` },
    });
  const going = Promise.all([mona, owner].map((who) => who.api.staff.reassignBookings(ref)));
  const outcomes = await outcomesOf([...starts, ...starts].map(grab));
  const [one, two] = await going;
  const ids = [...(one?.moved ?? []), ...(two?.moved ?? [])].map(({ bookingId }) => bookingId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(Math.min(one?.moved.length ?? 0, two?.moved.length ?? 0)).toBe(0);
  const done = outcomes["done"] ?? 0;
  expect(done + (outcomes["staff_busy"] ?? 0)).toBe(14);
  const names = await api.sql`
    select b.id from bookings b join booking_items i on i.booking_id = b.id
    where b.salon_id = ${salonId} and b.status = 'confirmed'`;
  expect(names).toHaveLength(7 + done);
});

test("a visit that is cancelled or moved at the same moment is where its owner put it", async () => {
  const desk = await openTrio();
  const { rita, mona, salonId, beaId } = desk;
  const times = ["09:00", "10:00", "11:00", "12:00"] as const;
  const booked = [];
  for (const time of times) booked.push(await book(desk, monday(time)));
  const calls = booked.map(({ id: bookingId }, index) =>
    index % 2 === 0
      ? rita.api.bookings.cancel({ bookingId })
      : rita.api.bookings.reschedule({ bookingId, startsAt: at(TUESDAY, times[index] ?? "09:00") }),
  );
  const all = [...calls, mona.api.staff.reassignBookings({ salonId, staffId: beaId })];
  expect(await Promise.all(all.map(outcomeOf))).toEqual(Array(5).fill("done"));
  for (const { id } of booked.filter((_, index) => index % 2 === 1))
    expect(await rita.api.bookings.get({ bookingId: id })).toMatchObject({
      localStart: expect.stringContaining(TUESDAY) as string,
    });
});

test("many are given away in goes of whole days, of which each names the next; a dry run of them says the same", async () => {
  await using crowded = await openTestApi();
  const desk = await openDesk(crowded);
  const { salonId, beaId, annId, cutId, mona, rita } = desk;
  const items = [{ variantId: cutId, staffId: beaId }];
  const first = await rita.api.bookings.create({ salonId, startsAt: monday("09:00"), items, client: GUEST });
  await repeat(crowded, first.id, 249);
  const goes = async (dryRun: boolean) => {
    const answers = [];
    for (let from: string | null = MONDAY; from !== null; from = answers.at(-1)?.next ?? null)
      answers.push(await mona.api.staff.reassignBookings({ salonId, staffId: beaId, from, dryRun }));
    return answers;
  };
  const planned = await goes(true);
  expect(planned.map(({ moved, left, next }) => [moved.length, left.length, next])).toEqual([
    [203, 0, "2027-07-23"],
    [47, 0, null],
  ]);
  expect(await goes(false)).toEqual(planned);
  const [row] = await crowded.sql`
    select count(*)::int as done from booking_items where staff_id = ${annId}`;
  expect(row).toEqual({ done: 250 });
});

test("however many go at once, it takes the same statements", async () => {
  const desk = await openTrio();
  const go = (to: string) => api.statementsOf(() => reassign(desk, { from: to, to }));
  await book(desk, monday("09:00"));
  for (const time of ["09:00", "10:00", "11:00", "12:00", "13:00"] as const)
    await book(desk, at(TUESDAY, time));
  const [one, five] = [await go(MONDAY), await go(TUESDAY)];
  expect(five).toHaveLength(one.length);
  expect(one.length).toBeLessThanOrEqual(20);
});

/** What was noted of a series and of its visits since it was booked. */
const eventsOfSeries = (seriesId: string) => api.sql<
  { type: string; subjectId: string; data: Record<string, unknown>; previous: unknown }[]
>`select type, subject_id as "subjectId", data, previous from events
  where (subject_id = ${seriesId} or data ->> 'seriesId' = ${seriesId}) and type like '%.updated' order by id`;

test("several visits of a series are its next version: one event of all, and each its own after that", async () => {
  const desk = await openYear(api);
  const { rita, beaId, annId } = desk;
  const { id: seriesId, occurrences } = await rita.api.series.create({ ...weekly(desk), client: GUEST });
  const visitIds = occurrences.map(({ bookingId }) => bookingId ?? "");
  const alone = await book(desk, monday("12:00"));
  expect((await reassign(desk, { dryRun: true })).moved).toHaveLength(5);
  expect(await rita.api.series.get({ seriesId })).toMatchObject({ version: 1 });
  expect(await eventsOfSeries(seriesId)).toEqual([]);
  expect((await reassign(desk)).moved).toHaveLength(5);
  expect(await rita.api.series.get({ seriesId })).toMatchObject({ version: 2 });
  const [ofAll, ...own] = await eventsOfSeries(seriesId);
  expect(ofAll).toMatchObject({
    type: "series.updated",
    subjectId: seriesId,
    data: {
      version: 2,
      staffIds: [annId],
      bookings: visitIds.map((id) => ({
        id,
        version: 2,
        formerStartsAt: null,
        staffIds: [annId],
        formerStaffIds: [beaId],
        change: "booking.updated",
      })),
    },
    previous: { version: 1, staffIds: [beaId] },
  });
  expect(own).toMatchObject(
    visitIds.map((subjectId) => ({ type: "booking.updated", subjectId, data: { bySeries: true } })),
  );
  const kept = await api.sql`
    select before, after from audit_log where subject_id = ${seriesId} and action = 'series.updated'`;
  expect([...kept]).toEqual([{ before: { version: 1 }, after: { version: 2 } }]);
  const [single] = await api.sql`
    select data from events where subject_id = ${alone.id} and type = 'booking.updated'`;
  expect(single?.["data"]).toMatchObject({ version: 2 });
  expect(single?.["data"]).not.toHaveProperty("bySeries");
});

test("a visit of a series that goes alone is a change of its own: the series stays as it is", async () => {
  const desk = await openYear(api);
  const { rita, annId, cutId, salonId } = desk;
  const { id: seriesId, occurrences } = await rita.api.series.create({ ...weekly(desk), client: GUEST });
  for (const date of ["06-14", "06-21", "06-28"])
    await rita.api.bookings.create({
      salonId,
      localStart: `2027-${date}T10:00`,
      items: [{ variantId: cutId, staffId: annId }],
      client: { name: "Eve", email: `${randomUUID()}@example.com` },
    });
  const { moved, left } = await reassign(desk);
  expect([moved.length, left.length]).toEqual([1, 3]);
  expect(await rita.api.series.get({ seriesId })).toMatchObject({ version: 1 });
  const told = (await eventsOfSeries(seriesId)).filter(({ data }) => data["needsAttention"] === false);
  expect(told.map(({ type, subjectId }) => [type, subjectId])).toEqual([
    ["booking.updated", occurrences[3]?.bookingId],
  ]);
  expect(told[0]?.data).not.toHaveProperty("bySeries");
});

test("however many series go at once, it takes the same statements", async () => {
  const counts: number[] = [];
  for (const [series, count] of [
    [1, 2],
    [3, 9],
  ] as const) {
    const desk = await openYear(api);
    for (const hour of ["09", "11", "13"].slice(0, series)) {
      const client = { name: "Eve", email: `${randomUUID()}@example.com` };
      const localStart = `2027-06-14T${hour}:00`;
      await desk.rita.api.series.create({ ...weekly(desk), localStart, count, client });
    }
    counts.push((await api.statementsOf(() => reassign(desk))).length);
  }
  expect(counts[1]).toBe(counts[0]);
  expect(counts[0]).toBeLessThanOrEqual(22);
});

test("series that are moved while they are given away are moved, and given away", async () => {
  const desk = await openYear(api);
  const { rita, salonId, beaId } = desk;
  const moves: (() => Promise<unknown>)[] = [];
  for (const hour of ["09", "11", "13"]) {
    const client = { name: "Eve", email: `${randomUUID()}@example.com` };
    const localStart = `2027-06-14T${hour}:00`;
    const { id: seriesId, occurrences } = await rita.api.series.create({
      ...weekly(desk),
      localStart,
      client,
    });
    const bookingId = occurrences[0]?.bookingId ?? "";
    const all = { seriesId, bookingId, scope: "all" as const };
    moves.push(() => rita.api.series.update({ ...all, localStart: `2027-06-15T${hour}:00` }));
  }
  const give = () => reassign(desk);
  expect(await Promise.all([...moves, give, give].map((call) => outcomeOf(call())))).toEqual(
    Array(5).fill("done"),
  );
  await reassign(desk);
  const { items } = await rita.api.bookings.list({ salonId, limit: 100 });
  expect(items).toHaveLength(12);
  expect(items.every(({ startsAt }) => startsAt.getUTCDay() === 2)).toBe(true);
  expect(items.flatMap((one) => one.items).filter(({ staffId }) => staffId === beaId)).toEqual([]);
});

function day(from: Date, days: number): string {
  return new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The same visit again and again behind the API's back: seven a day, Monday to Friday. */
async function repeat({ sql }: TestApi, bookingId: string, times: number): Promise<void> {
  await sql`
    with again as materialized (
      select gen_random_uuid() as id, gen_random_uuid() as item_id, (g / 7 / 5) * 7 + g / 7 % 5 as days, g % 7 as hours
      from generate_series(1, ${times}::int) g),
    at as (select again.*, make_interval(days => days, hours => hours) as later from again),
    booked as (
      insert into bookings
      select (jsonb_populate_record(b, jsonb_build_object(
        'id', at.id, 'starts_at', b.starts_at + later, 'ends_at', b.ends_at + later))).*
      from bookings b, at where b.id = ${bookingId}),
    done as (
      insert into booking_items
      select (jsonb_populate_record(i, jsonb_build_object('id', item_id, 'booking_id', at.id,
        'starts_at', i.starts_at + later, 'ends_at', i.ends_at + later, 'local_date', i.local_date + days))).*
      from booking_items i, at where i.booking_id = ${bookingId})
    insert into allocations (business_id, booking_id, calendar_id, during)
    select business_id, at.id, calendar_id, tstzrange(lower(during) + later, upper(during) + later)
    from allocations a, at where a.booking_id = ${bookingId}`;
}
