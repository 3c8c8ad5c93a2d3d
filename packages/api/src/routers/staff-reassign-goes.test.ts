import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk, outcomeOf, outcomesOf } from "../testing/desk.ts";
import { expectRefusal } from "../testing/expectations.ts";
import { salonInput, serviceInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { at, bookCut, openTrio, reassign, staffOf, TUESDAY } from "../testing/reassigning.ts";
import { GUEST, monday, MONDAY } from "../testing/salon-with-bea.ts";
import { openYear, weekly } from "../testing/series.ts";
import { firstVariant } from "../testing/staffed-salon.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

test("dates bound a go, in the salon's days", async () => {
  const desk = await openDesk(api);
  const days = [MONDAY, TUESDAY, "2027-06-16"];
  for (const date of days) await bookCut(desk, at(date, "10:00"));
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
  await bookCut(desk, monday("10:00"));
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
  const here = await bookCut(desk, startsAt);
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
  const { id } = await bookCut(desk, monday("10:00"));
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
  const desk = await openTrio(api);
  const { salonId, cutId, mona, owner, beaId } = desk;
  const starts = ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00"] as const;
  for (const time of starts) await bookCut(desk, monday(time));
  const ref = { salonId, staffId: beaId };
  const grab = (time: `${number}:${number}`) =>
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
  const desk = await openTrio(api);
  const { rita, mona, salonId, beaId } = desk;
  const times = ["09:00", "10:00", "11:00", "12:00"] as const;
  const booked = [];
  for (const time of times) booked.push(await bookCut(desk, monday(time)));
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
  const desk = await openTrio(api);
  const go = (to: string) => api.statementsOf(() => reassign(desk, { from: to, to }));
  await bookCut(desk, monday("09:00"));
  for (const time of ["09:00", "10:00", "11:00", "12:00", "13:00"] as const)
    await bookCut(desk, at(TUESDAY, time));
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
  const alone = await bookCut(desk, monday("12:00"));
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
