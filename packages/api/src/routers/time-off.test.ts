import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { addRoom, bookVisit, eventsOf, MONDAY_TEN, NOW, openTeam, stateOf } from "../testing/team.ts";
import { expectLatestEvent } from "../testing/latest-event.ts";

const MONDAY = { fromDate: "2027-06-14", toDate: "2027-06-14" };

test("local dates are off whole, from the salon's midnight to the next", async () => {
  await using api = await openTestApi();
  const { rita, salonId, beaId } = await openTeam(api);
  const dates = { fromDate: "2027-10-30", toDate: "2027-10-31" };
  const created = await rita.api.timeOff.create({ salonId, staffId: beaId, ...dates, reason: "Family" });
  expect(created).toMatchObject({
    staffId: beaId,
    resourceId: null,
    startsAt: new Date("2027-10-29T22:00:00Z"),
    endsAt: new Date("2027-10-31T23:00:00Z"),
    reason: "Family",
    version: 1,
    affectedBookings: [],
  });
  const { affectedBookings: _, ...timeOff } = created;
  expect(await rita.api.timeOff.get({ salonId, timeOffId: created.id ?? "" })).toEqual(timeOff);
});

test("a dry run lists the visits in the way and changes nothing; the real one marks them", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { rita, salonId, beaId, cleoId } = team;
  const hit = await bookVisit(api, team, { staffId: beaId });
  await bookVisit(api, team, { staffId: cleoId });
  await bookVisit(api, team, { staffId: beaId, startsAt: new Date("2027-06-14T22:00:00Z") });
  const before = await eventsOf(api, team);
  const planned = await rita.api.timeOff.create({ salonId, staffId: beaId, ...MONDAY, dryRun: true });
  expect(planned).toMatchObject({
    id: null,
    affectedBookings: [{ id: hit, startsAt: MONDAY_TEN, staffIds: [beaId] }],
  });
  expect(await eventsOf(api, team)).toEqual(before);
  expect(await rita.api.timeOff.list({ salonId })).toEqual({ items: [], nextCursor: null });
  const created = await rita.api.timeOff.create({ salonId, staffId: beaId, ...MONDAY });
  expect(created.affectedBookings).toEqual(planned.affectedBookings);
  expect(await stateOf(api, hit)).toEqual({ version: 2, needsAttention: true });
  expect((await eventsOf(api, team)).slice(before.length)).toEqual(["time_off.created", "booking.updated"]);
});

test("the event of a visit that is marked says how it is now, as every event of a booking does", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { rita, mona, salonId, beaId } = team;
  const hit = await bookVisit(api, team, { staffId: beaId });
  await rita.api.timeOff.create({ salonId, staffId: beaId, ...MONDAY });
  await expectLatestEvent(mona.api, salonId, {
    type: "booking.updated",
    data: { id: hit, status: "confirmed", version: 2, staffIds: [beaId], needsAttention: true },
    previous: { version: 1, needsAttention: false },
  });
});

test("a visit is marked at the moment when it is, and not when the wait for its row began", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { rita, salonId, beaId } = team;
  const hit = await bookVisit(api, team, { staffId: beaId });
  let marking: Promise<unknown> = Promise.resolve();
  const [theirs] = await api.sql.begin(async (tx) => {
    await tx`select from bookings where id = ${hit} for update`;
    marking = rita.api.timeOff.create({ salonId, staffId: beaId, ...MONDAY });
    await expect.poll(() => waitsForRow(api)).toBe(true);
    return tx<{ at: Date }[]>`
      update bookings set updated_at = clock_timestamp() where id = ${hit} returning updated_at as at`;
  });
  await marking;
  const [ours] = await api.sql<{ at: Date }[]>`select updated_at as at from bookings where id = ${hit}`;
  expect(ours?.at.getTime()).toBeGreaterThanOrEqual(theirs?.at.getTime() ?? Infinity);
});

async function waitsForRow({ sql }: TestApi): Promise<boolean> {
  const [row] = await sql<{ waits: boolean }[]>`
    select exists (
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waits`;
  return row?.waits ?? false;
}

test("an unexpired hold is in the way; an expired one, a cancelled and a past visit are not", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { rita, salonId, beaId } = team;
  const at = (time: string) => ({ staffId: beaId, startsAt: new Date(time) });
  const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
  const held = await bookVisit(api, team, {
    ...at("2027-06-14T08:00:00Z"),
    status: "held",
    holdExpiresAt: later(5),
  });
  await bookVisit(api, team, { ...at("2027-06-14T10:00:00Z"), status: "held", holdExpiresAt: later(-5) });
  await bookVisit(api, team, { ...at("2027-06-14T12:00:00Z"), status: "cancelled_by_client" });
  await bookVisit(api, team, at("2027-06-07T05:00:00Z"));
  const underWay = await bookVisit(api, team, at("2027-06-07T07:30:00Z"));
  const input = { salonId, staffId: beaId, fromDate: "2027-06-01", toDate: "2027-06-30", dryRun: true };
  const { affectedBookings } = await rita.api.timeOff.create(input);
  expect(affectedBookings.map(({ id }) => id)).toEqual([underWay, held]);
});

test("a room is off for some hours, and comes back", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { rita, bea, salonId } = team;
  const resourceId = await addRoom(api, team, "Room 1");
  const startsAt = new Date("2027-06-14T08:00:00Z");
  const endsAt = new Date("2027-06-14T10:00:00Z");
  await expect(bea.api.timeOff.create({ salonId, resourceId, startsAt, endsAt })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const { id } = await rita.api.timeOff.create({ salonId, resourceId, startsAt, endsAt });
  const timeOffId = id ?? "";
  await expect(rita.api.timeOff.remove({ salonId, timeOffId, ifVersion: 2 })).rejects.toMatchObject({
    code: "PRECONDITION_FAILED",
  });
  await rita.api.timeOff.remove({ salonId, timeOffId, ifVersion: 1 });
  await expect(rita.api.timeOff.get({ salonId, timeOffId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(rita.api.timeOff.remove({ salonId, timeOffId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await eventsOf(api, team)).slice(-2)).toEqual(["time_off.created", "time_off.deleted"]);
});

test("a stylist plans their own time off and nobody else's", async () => {
  await using api = await openTestApi();
  const { bea, rita, salonId, beaId, cleoId } = await openTeam(api);
  const own = await bea.api.timeOff.create({ salonId, staffId: beaId, ...MONDAY });
  await bea.api.timeOff.remove({ salonId, timeOffId: own.id ?? "" });
  await expect(bea.api.timeOff.create({ salonId, staffId: cleoId, ...MONDAY })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const cleos = await rita.api.timeOff.create({ salonId, staffId: cleoId, ...MONDAY });
  await expect(bea.api.timeOff.remove({ salonId, timeOffId: cleos.id ?? "" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("time off is listed by its start, page by page, where it overlaps what was asked for", async () => {
  await using api = await openTestApi();
  const { rita, salonId, beaId, cleoId } = await openTeam(api);
  for (const day of ["16", "14", "15"]) {
    const date = `2027-06-${day}`;
    await rita.api.timeOff.create({ salonId, staffId: beaId, fromDate: date, toDate: date });
  }
  await rita.api.timeOff.create({ salonId, staffId: cleoId, fromDate: "2027-06-14", toDate: "2027-06-14" });
  const walked: Date[] = [];
  let cursor: string | undefined;
  do {
    const page = await rita.api.timeOff.list({ salonId, limit: 1, ...(cursor && { cursor }) });
    walked.push(...page.items.map(({ startsAt }) => startsAt));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(walked.map((start) => start.toISOString().slice(8, 10))).toEqual(["13", "13", "14", "15"]);
  const from = new Date("2027-06-14T22:00:00Z");
  const to = new Date("2027-06-15T22:00:00Z");
  expect((await rita.api.timeOff.list({ salonId, from, to })).items).toHaveLength(1);
  expect((await rita.api.timeOff.list({ salonId, staffId: cleoId })).items).toHaveLength(1);
});

test("time off lasts at most 366 days, and concerns one person or one thing", async () => {
  await using api = await openTestApi();
  const { rita, salonId, beaId } = await openTeam(api);
  const bad = { code: "BAD_REQUEST" };
  const dates = (toDate: string) => ({ salonId, fromDate: "2027-01-01", toDate });
  await rita.api.timeOff.create({ ...dates("2028-01-01"), staffId: beaId });
  await expect(rita.api.timeOff.create({ ...dates("2028-01-02"), staffId: beaId })).rejects.toMatchObject(
    bad,
  );
  await expect(rita.api.timeOff.create(dates("2027-01-02"))).rejects.toMatchObject(bad);
  await expect(
    rita.api.timeOff.create({ ...dates("2027-01-02"), staffId: beaId, resourceId: beaId }),
  ).rejects.toMatchObject(bad);
});

test("dates and instants at the ends of the calendar are refused or kept, never an accident", async () => {
  await using api = await openTestApi();
  const { mona, salonId, beaId } = await openTeam(api);
  const bad = { code: "BAD_REQUEST" };
  const off = (fromDate: string, toDate: string) =>
    mona.api.timeOff.create({ salonId, staffId: beaId, fromDate, toDate });
  await expect(off("0000-01-01", "0000-01-02")).rejects.toMatchObject(bad);
  await expect(off("0001-01-01", "0001-01-02")).rejects.toMatchObject(bad);
  await expect(off("9999-12-30", "9999-12-31")).rejects.toMatchObject(bad);
  expect(await off("9999-12-29", "9999-12-30")).toMatchObject({ endsAt: new Date("9999-12-30T23:00:00Z") });
  const beyond = new Date("9999-12-31T23:59:59.999Z").getTime() + 1;
  const instants = { startsAt: new Date(beyond - 1000), endsAt: new Date(beyond) };
  await expect(mona.api.timeOff.create({ salonId, staffId: beaId, ...instants })).rejects.toMatchObject(bad);
  await expect(mona.api.timeOff.list({ salonId, from: new Date(-8.64e15) })).rejects.toMatchObject(bad);
  const closed = { salonId, date: "9999-12-31", hours: [] };
  expect(await mona.api.schedules.setSalonOverride(closed)).toMatchObject({ date: "9999-12-31" });
  await expect(mona.api.schedules.setSalonOverride({ ...closed, date: "0000-12-31" })).rejects.toMatchObject(
    bad,
  );
});

test("outsiders learn nothing of who is off, and plan nothing", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const other = await openTeam(api);
  const { rita, stranger, salonId, beaId } = team;
  const { id } = await rita.api.timeOff.create({ salonId, staffId: beaId, ...MONDAY });
  const timeOffId = id ?? "";
  const before = await eventsOf(api, team);
  for (const [caller, code] of [
    [api.anybody, "UNAUTHORIZED"],
    [stranger.api, "NOT_FOUND"],
  ] as const) {
    await expect(caller.timeOff.list({ salonId })).rejects.toMatchObject({ code });
    await expect(caller.timeOff.get({ salonId, timeOffId })).rejects.toMatchObject({ code });
    await expect(caller.timeOff.create({ salonId, staffId: beaId, ...MONDAY })).rejects.toMatchObject({
      code,
    });
    await expect(caller.timeOff.remove({ salonId, timeOffId })).rejects.toMatchObject({ code });
  }
  const elsewhere = { salonId: other.salonId, timeOffId };
  await expect(other.rita.api.timeOff.get(elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(other.rita.api.timeOff.remove(elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(rita.api.timeOff.create({ salonId, staffId: other.beaId, ...MONDAY })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await expect(
    rita.api.timeOff.create({ salonId, resourceId: randomUUID(), ...MONDAY }),
  ).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await eventsOf(api, team)).toEqual(before);
  expect(await rita.api.timeOff.get({ salonId, timeOffId })).toMatchObject({ version: 1 });
});
