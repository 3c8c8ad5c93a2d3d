import { afterAll, beforeAll, expect, test } from "vitest";
import { eventsOfBooking, openDesk, rowsOf } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { at, BOTH, bookCut, openTrio, reassign, staffOf, TUESDAY } from "../testing/reassigning.ts";
import { GUEST, monday, MONDAY } from "../testing/salon-with-bea.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

test("Bea's visits go to whoever is free and has least to do that day, at their times and prices", async () => {
  const desk = await openTrio(api);
  const { annId, beaId, cutId, rita } = desk;
  const cleoId = desk.staff.get("cleo") ?? "";
  await bookCut(desk, monday("09:00"), annId);
  const first = await bookCut(desk, monday("09:00"));
  const second = await bookCut(desk, monday("11:00"));
  const third = await bookCut(desk, at(TUESDAY, "09:00"));
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
  const desk = await openTrio(api);
  const { annId } = desk;
  const booked: { id: string }[] = [];
  for (const time of ["09:00", "09:30", "10:30", "15:00"] as const)
    booked.push(await bookCut(desk, monday(time), time === "09:30" ? annId : desk.beaId));
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
  const { id: bookingId } = await bookCut(desk, monday("10:00"));
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
  const { id: bookingId } = await bookCut(desk, monday("10:00"));
  const off = { fromDate: MONDAY, toDate: MONDAY };
  await mona.api.timeOff.create({ salonId, resourceId: desk.resources.get("one") ?? "", ...off });
  const unit = () => api.sql`select resource_ids from booking_items where booking_id = ${bookingId}`;
  const before = await unit();
  expect((await reassign(desk)).moved).toHaveLength(1);
  expect(await rita.api.bookings.get({ bookingId })).toMatchObject({ needsAttention: true });
  expect(await unit()).toEqual(before);
});

test("of a chain only Bea's items go; times, rooms and everybody else's stay as they were", async () => {
  const desk = await openTrio(api, {
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
  const desk = await openTrio(api, {
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
  await bookCut(desk, monday("15:00"));
  const { moved } = await reassign(desk);
  expect(moved.map((one) => one.items[0]?.toStaffId)).toEqual([annId, annId]);
});

test("in parallel nobody does two at once", async () => {
  const desk = await openTrio(api);
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
  const fits = await bookCut(desk, monday("10:30"));
  const clashes = await bookCut(desk, monday("11:00"));
  const { moved, left } = await reassign(desk);
  expect(moved.map(({ bookingId }) => bookingId)).toEqual([fits.id]);
  expect(left).toMatchObject([{ bookingId: clashes.id, code: "staff_busy" }]);
});

test("each that is given away counts for the next: no day of anybody's is fuller than the policy says", async () => {
  const desk = await openDesk(api, { policy: { maxBookingsPerStaffPerDay: 3 } });
  const { annId } = desk;
  await bookCut(desk, monday("16:00"), annId);
  for (const time of ["09:00", "10:00", "11:00"] as const) await bookCut(desk, monday(time));
  await bookCut(desk, at(TUESDAY, "09:00"));
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
  const arrived = await bookCut(desk, monday("11:00"));
  const cancelled = await bookCut(desk, monday("13:00"));
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
  await bookCut(desk, monday("10:00"));
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
