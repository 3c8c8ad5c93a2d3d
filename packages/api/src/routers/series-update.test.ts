import type { WholeBookingSeries } from "@salon/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf, rowsOf } from "../testing/desk.ts";
import type { Desk, openDesk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { Person, TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { GUEST } from "../testing/salon-with-bea.ts";
import { openYear, outcomesIn, refusalOf, timesIn, weekly } from "../testing/series.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

type Opened = {
  readonly desk: Desk;
  readonly alice: Person;
  readonly seriesId: string;
  /** The id of the visit at this place. */
  readonly visit: (index: number) => string;
  readonly times: () => Promise<string[]>;
};

async function openSeries(over: object = {}, salon?: Parameters<typeof openDesk>[1]): Promise<Opened> {
  const desk = await openYear(api, salon);
  const alice = await api.signUp("Alice");
  const { id: seriesId, occurrences } = await alice.api.series.create({ ...weekly(desk), ...over });
  const visit = (index: number) => occurrences[index]?.bookingId ?? "";
  return { desk, alice, seriesId, visit, times: () => timesIn(desk.rita, desk.salonId, seriesId) };
}

const someoneAt = ({ rita, salonId, cutId, beaId }: Desk, localStart: string) =>
  rita.api.bookings.create({
    salonId,
    localStart,
    items: [{ variantId: cutId, staffId: beaId }],
    client: GUEST,
  });

const startOf = ({ occurrences }: WholeBookingSeries) =>
  occurrences.map(({ localStart }) => localStart.slice(5, 16));

test("all, those from one on, or one alone get another time, and which is out of the rule is seen", async () => {
  const { alice, seriesId, visit, times } = await openSeries();
  const update = (bookingId: string, scope: "this" | "following" | "all", localStart: string) =>
    alice.api.series.update({ seriesId, bookingId, scope, localStart });
  const moved = await update(visit(1), "all", "2027-06-22T11:30");
  expect(moved).toMatchObject({ version: 2, localStart: "2027-06-15T11:30:00" });
  expect(outcomesIn(moved.occurrences)).toEqual(["moved", "moved", "moved", "moved"]);
  expect(await times()).toEqual([
    "2027-06-15T11:30",
    "2027-06-22T11:30",
    "2027-06-29T11:30",
    "2027-07-06T11:30",
  ]);

  const later = await update(visit(2), "following", "2027-06-29T14:00");
  expect(later).toMatchObject({ version: 3, localStart: "2027-06-15T11:30:00" });
  expect(later.occurrences.map(({ index, outcome }) => [index, outcome])).toEqual([
    [2, "moved"],
    [3, "moved"],
  ]);
  expect(await times()).toEqual([
    "2027-06-15T11:30",
    "2027-06-22T11:30",
    "2027-06-29T14:00",
    "2027-07-06T14:00",
  ]);

  await update(visit(3), "this", "2027-07-07T09:00");
  const whole = await alice.api.series.get({ seriesId });
  expect(whole.occurrences.map(({ isException }) => isException)).toEqual([false, false, false, true]);
  expect(startOf(whole)).toEqual(["06-15T11:30", "06-22T11:30", "06-29T14:00", "07-06T14:00"]);
});

test("a visit that was moved by itself keeps its own time, unless it is the one that is named", async () => {
  const { alice, seriesId, visit, times } = await openSeries();
  await alice.api.bookings.reschedule({ bookingId: visit(2), localStart: "2027-06-30T15:00" });
  const all = await alice.api.series.update({
    seriesId,
    bookingId: visit(0),
    scope: "all",
    localStart: "2027-06-14T12:00",
  });
  expect(outcomesIn(all.occurrences)).toEqual(["moved", "moved", "kept: exception", "moved"]);
  expect(await times()).toEqual([
    "2027-06-14T12:00",
    "2027-06-21T12:00",
    "2027-06-30T15:00",
    "2027-07-05T12:00",
  ]);
  const back = await alice.api.series.update({
    seriesId,
    bookingId: visit(2),
    scope: "following",
    localStart: "2027-06-28T13:00",
  });
  expect(outcomesIn(back.occurrences)).toEqual(["moved", "moved"]);
  expect(await times()).toEqual([
    "2027-06-14T12:00",
    "2027-06-21T12:00",
    "2027-06-28T13:00",
    "2027-07-05T13:00",
  ]);
  const { occurrences } = await alice.api.series.get({ seriesId });
  expect(occurrences.some(({ isException }) => isException)).toBe(false);
});

test("each takes the time that the next one leaves, also where a day has room for one", async () => {
  const { alice, seriesId, visit, times } = await openSeries(
    {},
    { policy: { maxBookingsPerStaffPerDay: 1 } },
  );
  const { occurrences } = await alice.api.series.update({
    seriesId,
    bookingId: visit(0),
    scope: "all",
    localStart: "2027-06-21T10:30",
  });
  expect(outcomesIn(occurrences)).toEqual(Array(4).fill("moved"));
  expect(await times()).toEqual([
    "2027-06-21T10:30",
    "2027-06-28T10:30",
    "2027-07-05T10:30",
    "2027-07-12T10:30",
  ]);
  await alice.api.series.update({
    seriesId,
    bookingId: visit(3),
    scope: "all",
    localStart: "2027-07-05T10:30",
  });
  expect((await times())[0]).toBe("2027-06-14T10:30");
});

test("what does not fit keeps all from moving, or stays where it is, and is in the way of those behind it", async () => {
  const { desk, alice, seriesId, visit, times } = await openSeries();
  await someoneAt(desk, "2027-06-28T12:00");
  const before = await rowsOf(api, visit(0));
  const noon = { seriesId, bookingId: visit(0), scope: "all" as const, localStart: "2027-06-14T12:00" };
  const outcomes = ["possible", "possible", "conflict: staff_busy", "possible"];
  expect(await refusalOf(alice.api.series.update(noon))).toEqual({ code: "staff_busy", outcomes });
  expect(outcomesIn((await alice.api.series.previewUpdate(noon)).occurrences)).toEqual(outcomes);
  expect(await rowsOf(api, visit(0))).toEqual(before);
  const moved = await alice.api.series.update({ ...noon, onConflict: "skip" });
  expect(outcomesIn(moved.occurrences)).toEqual(["moved", "moved", "conflict: staff_busy", "moved"]);
  expect(moved.occurrences[2]).toMatchObject({ startsAt: new Date("2027-06-28T10:00:00+02:00") });
  expect(await times()).toEqual([
    "2027-06-14T12:00",
    "2027-06-21T12:00",
    "2027-06-28T10:00",
    "2027-07-05T12:00",
  ]);
  const { occurrences } = await alice.api.series.get({ seriesId });
  expect(occurrences.map(({ isException }) => isException)).toEqual([false, false, true, false]);

  await someoneAt(desk, "2027-07-12T12:30");
  const step = { seriesId, bookingId: visit(0), scope: "all" as const, localStart: "2027-06-21T12:00" };
  expect(await refusalOf(alice.api.series.update({ ...step, onConflict: "skip" }))).toEqual({
    code: "staff_busy",
    outcomes: ["conflict: staff_busy", "conflict: staff_busy", "kept: exception", "conflict: staff_busy"],
  });
});

test("a moved series keeps its wall time across the change of clocks; a time that they skip leaves a visit behind", async () => {
  const always = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: "00:00", closes: "24:00" }];
  const { desk, alice, seriesId, visit, times } = await openSeries(
    { localStart: "2028-03-18T10:00", count: 3 },
    { hours: always },
  );
  const all = (localStart: string, over: object = {}) =>
    alice.api.series.update({ seriesId, bookingId: visit(0), scope: "all", localStart, ...over });
  await all("2028-03-19T11:00");
  const { items } = await desk.rita.api.bookings.list({ salonId: desk.salonId, seriesId });
  expect(items.map(({ localStart }) => localStart)).toEqual([
    "2028-03-19T11:00:00+01:00",
    "2028-03-26T11:00:00+02:00",
    "2028-04-02T11:00:00+02:00",
  ]);
  expect((await refusalOf(all("2028-03-19T02:30"))).code).toBe("nonexistent_local_time");
  const skipped = await all("2028-03-19T02:30", { onConflict: "skip" });
  expect(outcomesIn(skipped.occurrences)).toEqual(["moved", "conflict: nonexistent_local_time", "moved"]);
  expect(await times()).toEqual(["2028-03-19T02:30", "2028-03-26T11:00", "2028-04-02T02:30"]);
  expect(await outcomeOf(all("2028-03-26T02:30"))).toBe("nonexistent_local_time");
});

test("customers move what is outside its window, the salon all that has not begun, and each is told of the others", async () => {
  const { desk, alice, seriesId, visit } = await openSeries();
  const { salonId, mona, rita } = desk;
  const noon = (bookingId: string, scope: "this" | "all") => ({
    seriesId,
    bookingId,
    scope,
    localStart: "2027-06-21T12:00",
  });
  await mona.api.salons.setTestClock({ salonId, now: new Date("2027-06-20T12:00:00+02:00") });
  const byAlice = await alice.api.series.update(noon(visit(1), "all")).catch(() => undefined);
  expect(byAlice?.occurrences.map(({ outcome, code }) => code ?? outcome)).toEqual([
    "ended",
    "too_late_to_move",
    "moved",
    "moved",
  ]);
  expect(await refusalOf(alice.api.series.update(noon(visit(1), "this")))).toEqual({
    code: "too_late_to_move",
    outcomes: ["kept: too_late_to_move"],
  });
  const byDesk = await rita.api.series.update({ ...noon(visit(1), "all"), localStart: "2027-06-21T13:00" });
  expect(byDesk.occurrences.map(({ outcome, code }) => code ?? outcome)).toEqual([
    "ended",
    "moved",
    "moved",
    "moved",
  ]);
  await rita.api.bookings.cancel({ bookingId: visit(3) });
  const after = await rita.api.series.update({ ...noon(visit(1), "all"), localStart: "2027-06-21T14:00" });
  expect(after.occurrences.map(({ outcome, code }) => code ?? outcome)).toEqual([
    "ended",
    "moved",
    "moved",
    "ended",
  ]);
});

test("other items take today's prices at each visit's own time, and a note goes to all", async () => {
  const { desk, alice, seriesId, visit, times } = await openSeries();
  const { annId, colourId, rita, salonId } = desk;
  const before = await times();
  await alice.api.bookings.reschedule({ bookingId: visit(2), localStart: "2027-06-30T15:00" });
  const items = [{ variantId: colourId, staffId: annId }];
  const { occurrences } = await rita.api.series.update({
    seriesId,
    bookingId: visit(1),
    scope: "following",
    items,
    note: "Colour now",
  });
  expect(outcomesIn(occurrences)).toEqual(["moved", "moved", "moved"]);
  const { items: visits } = await rita.api.bookings.list({ salonId, seriesId });
  expect(visits.map((one) => [one.items[0]?.serviceName, one.items[0]?.staffId, one.note])).toEqual([
    ["cut", desk.beaId, null],
    ["colour", annId, "Colour now"],
    ["colour", annId, "Colour now"],
    ["colour", annId, "Colour now"],
  ]);
  expect(await times()).toEqual([before[0], before[1], "2027-06-30T15:00", before[3]]);
  const noted = await alice.api.series.update({ seriesId, bookingId: visit(0), scope: "all", note: null });
  expect(outcomesIn(noted.occurrences)).toEqual(Array(4).fill("updated"));
  expect(
    new Set((await rita.api.bookings.list({ salonId, seriesId })).items.map(({ note }) => note)),
  ).toEqual(new Set([null]));
});

test("a stylist moves the visits of the own calendar and sees no others", async () => {
  const { desk, seriesId, visit } = await openSeries();
  const { annId, bea, colourId, cutId, rita } = desk;
  const anns = [{ variantId: cutId, staffId: annId }];
  await rita.api.series.update({ seriesId, bookingId: visit(2), scope: "following", items: anns });
  expect((await bea.api.series.get({ seriesId })).occurrences.map(({ index }) => index)).toEqual([0, 1]);
  const noon = { seriesId, scope: "all" as const, localStart: "2027-06-14T12:00" };
  const { occurrences } = await bea.api.series.update({ ...noon, bookingId: visit(0) });
  expect(outcomesIn(occurrences)).toEqual(["moved", "moved"]);
  expect(await outcomeOf(bea.api.series.update({ ...noon, bookingId: visit(2) }))).toBe("not_found");
  const toAnn = { seriesId, bookingId: visit(0), scope: "this" as const };
  expect(
    await outcomeOf(bea.api.series.update({ ...toAnn, items: [{ variantId: colourId, staffId: annId }] })),
  ).toBe("forbidden");
});

test("a stylist who is served herself gives no visit of the own calendar to a colleague, whichever she names", async () => {
  const desk = await openYear(api);
  const { annId, beaId, bea, colourId, cutId } = desk;
  const items = [{ variantId: cutId, staffId: annId }];
  const { id: seriesId, occurrences } = await bea.api.series.create({ ...weekly(desk), items, count: 2 });
  const [first = "", second = ""] = occurrences.map(({ bookingId }) => bookingId ?? "");
  const own = [{ variantId: cutId, staffId: beaId }];
  await bea.api.series.update({ seriesId, bookingId: second, scope: "this", items: own });
  const toAnn = { seriesId, bookingId: first, items: [{ variantId: colourId, staffId: annId }] };
  expect(await outcomeOf(bea.api.series.update({ ...toAnn, scope: "all" }))).toBe("forbidden");
  expect(await outcomeOf(bea.api.series.update({ ...toAnn, scope: "this" }))).toBe("done");
});

test("a series that is moved after its salon is in the salon's zone, also where the clock shows the same", async () => {
  const { desk, seriesId, visit, alice } = await openSeries();
  await desk.owner.api.salons.update({ salonId: desk.salonId, timeZone: "Europe/London" });
  const ten = "2027-06-14T10:00";
  const noted = { seriesId, bookingId: visit(0), scope: "all" as const };
  expect(await alice.api.series.update({ ...noted, note: "Hello" })).toMatchObject({
    timeZone: "Europe/Berlin",
  });
  const moved = await alice.api.series.update({ ...noted, localStart: ten });
  expect(moved).toMatchObject({ timeZone: "Europe/London", localStart: `${ten}:00` });
  expect(moved.occurrences.map(({ outcome }) => outcome)).toEqual(Array(4).fill("moved"));
});

test("what is not this series' or not of the version that was seen changes nothing", async () => {
  const { desk, alice, seriesId, visit } = await openSeries();
  const other = await openSeries();
  const noon = { seriesId, bookingId: visit(0), scope: "all" as const, localStart: "2027-06-14T12:00" };
  const wrong: [Person, object, string][] = [
    [alice, { ifVersion: 2 }, "version_mismatch"],
    [alice, { bookingId: other.visit(0) }, "not_found"],
    [alice, { bookingId: seriesId }, "not_found"],
    [alice, { seriesId: other.seriesId }, "not_found"],
    [other.alice, {}, "not_found"],
    [other.desk.owner, {}, "not_found"],
    [alice, { override: ["too_soon"] }, "forbidden"],
    [desk.rita, { override: ["too_soon"] }, "forbidden"],
    [alice, { localStart: undefined }, "invalid_input"],
    [alice, { startsAt: new Date("2027-06-14T12:00:00Z") }, "invalid_input"],
    [alice, { scope: "none" }, "invalid_input"],
  ];
  for (const [person, over, code] of wrong)
    expect([over, await outcomeOf(person.api.series.update({ ...noon, ...over }))]).toEqual([over, code]);
  expect(await outcomeOf(api.anybody.series.update(noon))).toBe("unauthenticated");
  expect((await alice.api.series.get({ seriesId })).version).toBe(1);
  expect((await alice.api.series.update({ ...noon, ifVersion: 1 })).version).toBe(2);
});
