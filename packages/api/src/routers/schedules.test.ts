import { expect, test } from "vitest";
import { openTestApi } from "../testing/index.ts";
import { bookVisit, eventsOf, MONDAY_TEN, NOW, openTeam, stateOf } from "../testing/team.ts";

const week = (opens: string, closes: string) =>
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens, closes }));
const NINE_TO_FIVE = [{ weekly: week("09:00", "17:00") }];
const FROM_NOON = [{ weekly: week("12:00", "17:00") }];
const MONDAY = "2027-06-14";

test("a salon replaces its hours whole, and anybody may read them", async () => {
  await using api = await openTestApi();
  const { mona, salonId } = await openTeam(api);
  expect(await api.anybody.schedules.salonHours({ salonId })).toEqual({ schedules: [], version: 1 });
  const summer = {
    effectiveFrom: "2027-07-01",
    effectiveTo: "2027-08-31",
    weekly: [{ weekday: 6, opens: "20:00", closes: "26:00" }],
  };
  await mona.api.schedules.setSalonHours({ salonId, schedules: [summer, ...NINE_TO_FIVE] });
  const changed = await mona.api.schedules.setSalonHours({
    salonId,
    schedules: [summer, ...FROM_NOON],
    ifVersion: 2,
  });
  expect(changed).toMatchObject({ version: 3, affectedBookings: [] });
  expect(await api.anybody.schedules.salonHours({ salonId })).toEqual({
    version: 3,
    schedules: [
      { effectiveFrom: null, effectiveTo: null, mayPassSalonHours: false, weekly: week("12:00", "17:00") },
      { ...summer, mayPassSalonHours: false },
    ],
  });
  await expect(
    mona.api.schedules.setSalonHours({ salonId, schedules: [], ifVersion: 2 }),
  ).rejects.toMatchObject({
    code: "PRECONDITION_FAILED",
  });
});

test("somebody without hours follows the salon, until they have some of their own", async () => {
  await using api = await openTestApi();
  const { mona, salonId, beaId } = await openTeam(api);
  await mona.api.schedules.setSalonHours({ salonId, schedules: NINE_TO_FIVE });
  expect(await api.anybody.schedules.staffHours({ salonId, staffId: beaId })).toEqual({
    schedules: [],
    version: 1,
  });
  await mona.api.schedules.setStaffHours({ salonId, staffId: beaId, schedules: FROM_NOON });
  expect(await api.anybody.schedules.staffHours({ salonId, staffId: beaId })).toMatchObject({
    version: 2,
    schedules: [{ weekly: week("12:00", "17:00") }],
  });
  expect(await api.anybody.schedules.salonHours({ salonId })).toMatchObject({ version: 2 });
});

test("a dry run lists the visits that new hours leave outside, and changes nothing", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { mona, salonId, beaId } = team;
  await mona.api.schedules.setSalonHours({ salonId, schedules: NINE_TO_FIVE });
  const morning = await bookVisit(api, team, { staffId: beaId });
  await bookVisit(api, team, { staffId: beaId, startsAt: new Date("2027-06-14T12:00:00Z") });
  const before = await eventsOf(api, team);
  const answer = await mona.api.schedules.setSalonHours({ salonId, schedules: FROM_NOON, dryRun: true });
  expect(answer).toMatchObject({
    version: 2,
    schedules: [{ weekly: week("12:00", "17:00") }],
    affectedBookings: [{ id: morning, startsAt: MONDAY_TEN, staffIds: [beaId] }],
  });
  expect(await mona.api.schedules.salonHours({ salonId })).toMatchObject({
    schedules: NINE_TO_FIVE,
    version: 2,
  });
  expect(await stateOf(api, morning)).toEqual({ version: 1, needsAttention: false });
  expect(await eventsOf(api, team)).toEqual(before);
});

test("visits that new hours hit stay and need attention, each with its event", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { mona, salonId, beaId, cleoId } = team;
  await mona.api.schedules.setSalonHours({ salonId, schedules: NINE_TO_FIVE });
  const beas = await bookVisit(api, team, { staffId: beaId });
  const cleos = await bookVisit(api, team, { staffId: cleoId });
  const answer = await mona.api.schedules.setStaffHours({ salonId, staffId: beaId, schedules: FROM_NOON });
  expect(answer.affectedBookings.map(({ id }) => id)).toEqual([beas]);
  expect(await stateOf(api, beas)).toEqual({ version: 2, needsAttention: true });
  expect(await stateOf(api, cleos)).toEqual({ version: 1, needsAttention: false });
  expect((await eventsOf(api, team)).slice(-2)).toEqual(["salon.rules_changed", "booking.updated"]);
  const again = await mona.api.schedules.setSalonHours({ salonId, schedules: [] });
  expect(again.affectedBookings.map(({ id }) => id)).toEqual([cleos]);
});

test("only what is still to come and was inside hours counts as hit", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { mona, salonId, beaId } = team;
  await mona.api.schedules.setSalonHours({ salonId, schedules: NINE_TO_FIVE });
  const at = (time: string) => ({ staffId: beaId, startsAt: new Date(time) });
  await bookVisit(api, team, at("2027-05-31T08:00:00Z"));
  await bookVisit(api, team, at("2027-06-14T20:00:00Z"));
  await bookVisit(api, team, { ...at("2027-06-15T08:00:00Z"), status: "cancelled_by_client" });
  await bookVisit(api, team, {
    ...at("2027-06-16T08:00:00Z"),
    status: "held",
    holdExpiresAt: new Date(NOW.getTime() - 1),
  });
  const held = await bookVisit(api, team, {
    ...at("2027-06-17T08:00:00Z"),
    status: "held",
    holdExpiresAt: new Date(NOW.getTime() + 60_000),
  });
  const { affectedBookings } = await mona.api.schedules.setSalonHours({
    salonId,
    schedules: [],
    dryRun: true,
  });
  expect(affectedBookings.map(({ id }) => id)).toEqual([held]);
});

test("an override closes one date, is replaced, and gives way to the weekly hours again", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { mona, salonId, beaId } = team;
  await mona.api.schedules.setSalonHours({ salonId, schedules: NINE_TO_FIVE });
  const visit = await bookVisit(api, team, { staffId: beaId });
  const date = MONDAY;
  const planned = await mona.api.schedules.setSalonOverride({ salonId, date, hours: [], dryRun: true });
  expect(planned).toMatchObject({ date, hours: [], affectedBookings: [{ id: visit }] });
  await expect(api.anybody.schedules.salonOverride({ salonId, date })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await mona.api.schedules.setSalonOverride({ salonId, date, hours: [] });
  expect(await stateOf(api, visit)).toEqual({ version: 2, needsAttention: true });
  const hours = [
    { opens: "14:00", closes: "26:00" },
    { opens: "08:00", closes: "12:00" },
  ];
  const replaced = await mona.api.schedules.setSalonOverride({ salonId, date, hours, ifVersion: 1 });
  expect(replaced).toEqual({ date, hours: hours.toReversed(), version: 2, affectedBookings: [] });
  await expect(mona.api.schedules.removeSalonOverride({ salonId, date, ifVersion: 1 })).rejects.toMatchObject(
    {
      code: "PRECONDITION_FAILED",
    },
  );
  await mona.api.schedules.removeSalonOverride({ salonId, date, ifVersion: 2 });
  await expect(api.anybody.schedules.salonOverride({ salonId, date })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(mona.api.schedules.removeSalonOverride({ salonId, date })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("an override of a staff member is theirs alone; taking it away hits what was booked inside it", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { mona, salonId, beaId } = team;
  await mona.api.schedules.setSalonHours({ salonId, schedules: [{ weekly: week("07:00", "22:00") }] });
  await mona.api.schedules.setStaffHours({ salonId, staffId: beaId, schedules: FROM_NOON });
  const early = { salonId, staffId: beaId, date: MONDAY, hours: [{ opens: "08:00", closes: "12:00" }] };
  await mona.api.schedules.setStaffOverride(early);
  const visit = await bookVisit(api, team, { staffId: beaId });
  await mona.api.schedules.removeStaffOverride({ salonId, staffId: beaId, date: MONDAY });
  expect(await stateOf(api, visit)).toEqual({ version: 2, needsAttention: true });
  expect(await api.anybody.schedules.salonOverrides({ salonId })).toEqual({ items: [], nextCursor: null });
});

test("a visit over midnight is inside hours that touch there", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { mona, salonId, beaId } = team;
  const weekly = [
    { weekday: 1, opens: "18:00", closes: "24:00" },
    { weekday: 2, opens: "00:00", closes: "03:00" },
  ];
  await mona.api.schedules.setSalonHours({ salonId, schedules: [{ weekly }] });
  const visit = await bookVisit(api, team, { staffId: beaId, startsAt: new Date("2027-06-14T21:30:00Z") });
  const longer = [{ weekly: [{ weekday: 1, opens: "17:00", closes: "26:00" }] }];
  expect((await mona.api.schedules.setSalonHours({ salonId, schedules: longer })).affectedBookings).toEqual(
    [],
  );
  const closed = await mona.api.schedules.setSalonOverride({ salonId, date: MONDAY, hours: [] });
  expect(closed.affectedBookings.map(({ id }) => id)).toEqual([visit]);
});

test("overrides are listed by date, page by page, within the dates asked for", async () => {
  await using api = await openTestApi();
  const { mona, salonId } = await openTeam(api);
  const dates = ["2027-06-20", "2027-06-18", "2027-06-19", "2027-12-24"];
  for (const date of dates) await mona.api.schedules.setSalonOverride({ salonId, date, hours: [] });
  const walked: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.anybody.schedules.salonOverrides({ salonId, limit: 2, ...(cursor && { cursor }) });
    walked.push(...page.items.map(({ date }) => date));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(walked).toEqual(dates.toSorted());
  const summer = await api.anybody.schedules.salonOverrides({
    salonId,
    from: "2027-06-19",
    to: "2027-06-20",
  });
  expect(summer.items).toHaveLength(2);
  await expect(api.anybody.schedules.salonOverrides({ salonId, cursor: "x" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});

test("hours are the managers' to change: others are told why not, and nothing moves", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { mona, rita, stranger, salonId, beaId } = team;
  await mona.api.schedules.setSalonHours({ salonId, schedules: NINE_TO_FIVE });
  const before = await eventsOf(api, team);
  const attempts = [
    [api.anybody, "UNAUTHORIZED"],
    [stranger.api, "NOT_FOUND"],
    [rita.api, "FORBIDDEN"],
  ] as const;
  for (const [caller, code] of attempts) {
    const { schedules } = caller;
    const staffId = beaId;
    await expect(schedules.setSalonHours({ salonId, schedules: [] })).rejects.toMatchObject({ code });
    await expect(schedules.setStaffHours({ salonId, staffId, schedules: [] })).rejects.toMatchObject({
      code,
    });
    await expect(schedules.setSalonOverride({ salonId, date: MONDAY, hours: [] })).rejects.toMatchObject({
      code,
    });
    await expect(
      schedules.setStaffOverride({ salonId, staffId, date: MONDAY, hours: [] }),
    ).rejects.toMatchObject({ code });
    await expect(schedules.removeSalonOverride({ salonId, date: MONDAY })).rejects.toMatchObject({ code });
    await expect(schedules.removeStaffOverride({ salonId, staffId, date: MONDAY })).rejects.toMatchObject({
      code,
    });
  }
  expect(await api.anybody.schedules.salonHours({ salonId })).toMatchObject({
    schedules: NINE_TO_FIVE,
    version: 2,
  });
  expect(await eventsOf(api, team)).toEqual(before);
});

test("another salon's staff are nobody here", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const other = await openTeam(api);
  const { mona, salonId } = team;
  const staffId = other.beaId;
  const gone = { code: "NOT_FOUND" };
  await expect(mona.api.schedules.staffHours({ salonId, staffId })).rejects.toMatchObject(gone);
  await expect(
    mona.api.schedules.setStaffHours({ salonId, staffId, schedules: FROM_NOON }),
  ).rejects.toMatchObject(gone);
  await expect(
    mona.api.schedules.setStaffOverride({ salonId, staffId, date: MONDAY, hours: [] }),
  ).rejects.toMatchObject(gone);
  await expect(mona.api.schedules.staffOverrides({ salonId, staffId })).rejects.toMatchObject(gone);
});
