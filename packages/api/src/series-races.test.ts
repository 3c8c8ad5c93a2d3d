import type { OccurrenceReport } from "@salon/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf, outcomesOf } from "./testing/desk.ts";
import type { Desk } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { TestApi } from "./testing/index.ts";
import { expectInvariants } from "./testing/invariants.ts";
import { GUEST } from "./testing/salon-with-bea.ts";
import { openYear, outcomesIn, refusalOf, timesIn, visitsIn, weekly } from "./testing/series.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const bookingsIn = async ({ rita, salonId }: Desk) =>
  (await rita.api.bookings.list({ salonId, limit: 100 })).items;

test("of series that want the same chair at once one gets all of its visits, and the others none", async () => {
  const desk = await openYear(api);
  const people = await Promise.all(["Alice", "Nina", "Olga", "Pia", "Rosa"].map((name) => api.signUp(name)));
  const starts = ["2027-06-14T10:00", "2027-06-21T10:30", "2027-06-28T10:30"];
  const calls = people.map((person, index) =>
    person.api.series.create({ ...weekly(desk), localStart: starts[index % 3] }),
  );
  expect(await outcomesOf(calls)).toEqual({ done: 1, staff_busy: 4 });
  const booked = await bookingsIn(desk);
  expect(booked).toHaveLength(4);
  expect(new Set(booked.map(({ seriesId }) => seriesId)).size).toBe(1);
});

test("series and single visits at once never overlap, and none waits for ever", async () => {
  const desk = await openYear(api);
  const { salonId, cutId, beaId, annId } = desk;
  const people = await Promise.all(Array.from({ length: 6 }, (_, index) => api.signUp(`Client ${index}`)));
  const series = people.map((person, index) =>
    person.api.series.create({
      ...weekly(desk),
      localStart: `2027-06-14T1${index % 3}:${index % 2 ? "30" : "00"}`,
      items: index % 2 ? [{ variantId: cutId }] : [{ variantId: cutId, staffId: beaId }],
      onConflict: "skip",
    }),
  );
  const single = Array.from({ length: 12 }, (_, index) =>
    api.anybody.bookings.create({
      salonId,
      localStart: `2027-06-${[14, 21, 28][index % 3]}T1${index % 4}:00`,
      items: [{ variantId: cutId, staffId: index % 2 ? annId : beaId }],
      client: GUEST,
    }),
  );
  const came = await outcomesOf([...series, ...single]);
  expect(Object.keys(came)).toEqual(expect.arrayContaining(["done"]));
  expect(Object.keys(came).filter((code) => !["client_busy", "done", "staff_busy"].includes(code))).toEqual(
    [],
  );
});

test("two changes of one series at once follow one another, and a visit that is moved meanwhile is moved once", async () => {
  const desk = await openYear(api);
  const alice = await api.signUp("Alice");
  const { id: seriesId, occurrences } = await alice.api.series.create(weekly(desk));
  const [first = "", second = ""] = occurrences.map(({ bookingId }) => bookingId ?? "");
  const all = (localStart: string) =>
    alice.api.series.update({ seriesId, bookingId: first, scope: "all", localStart });
  const came = await outcomesOf([
    all("2027-06-15T11:00"),
    all("2027-06-16T12:00"),
    alice.api.bookings.cancel({ bookingId: second }),
    desk.mona.api.clients.list({ salonId: desk.salonId }),
  ]);
  expect(came).toEqual({ done: 4 });
  const visits = await visitsIn(desk.rita, desk.salonId, seriesId);
  expect(visits.filter(({ status }) => status === "confirmed")).toHaveLength(3);
  const live = visits.filter(({ status }) => status === "confirmed").map(({ localStart }) => localStart);
  expect(new Set(live.map((time) => time.slice(11, 16))).size).toBe(1);
});

/** Repeatable. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    return Math.floor((state / 0x80_00_00_00) * below);
  };
}

/** A salon with two stylists who do two visits a day, and wishes and times that are as they come. */
async function openRandom(seed: number) {
  const desk = await openYear(api, { policy: { maxBookingsPerStaffPerDay: 2 } });
  const { salonId, cutId, colourId, beaId, annId } = desk;
  const random = randomOf(seed);
  const pick = <T>(...choices: readonly T[]): T => choices[random(choices.length)] as T;
  const item = () => ({ variantId: pick(cutId, colourId), staffId: pick(beaId, annId, undefined) });
  const wish = () => ({ salonId, items: Array.from({ length: 1 + random(2) }, item) });
  /** On one of so many days from the Monday on. */
  const start = (days: number) => {
    const date = new Date(Date.UTC(2027, 5, 14 + random(days))).toISOString().slice(0, 10);
    return `${date}T${String(9 + random(8)).padStart(2, "0")}:${pick("00", "30")}`;
  };
  return { desk, wish, start, random, pick };
}

const essence = (report: readonly OccurrenceReport[]) =>
  report.map(({ localStart, startsAt, outcome, code }) => ({
    localStart,
    startsAt,
    isDone: outcome !== "conflict" && outcome !== "kept",
    code,
  }));

test("a preview tells what would become of each visit if it were booked by itself, one after the other", async () => {
  const { desk, wish, start, random } = await openRandom(11);
  const alice = await api.signUp("Alice");
  for (let round = 0; round < 15; round += 1) {
    const visit = wish();
    const series = { ...visit, localStart: start(5), everyWeeks: 1 + random(2), count: 2 + random(5) };
    const { occurrences } = await alice.api.series.preview(series);
    const singly = [];
    for (const { localStart } of occurrences)
      singly.push(await outcomeOf(alice.api.bookings.create({ ...visit, localStart })));
    expect(occurrences.map(({ code }) => code ?? "done")).toEqual(singly);
  }
  expect(new Set((await bookingsIn(desk)).map(({ seriesId }) => seriesId))).toEqual(new Set([null]));
});

test("what a preview tells is what comes of it, whatever is taken already", async () => {
  const { desk, wish, start, random, pick } = await openRandom(7);
  const { salonId, rita } = desk;
  const alice = await api.signUp("Alice");
  const seen = new Set<string>();
  for (let round = 0; round < 25; round += 1) {
    const localStart = start(5);
    await outcomeOf(
      rita.api.bookings.create({
        ...wish(),
        localStart: pick(localStart, start(26)),
        client: GUEST,
      }),
    );
    const series = { ...wish(), localStart, everyWeeks: 1 + random(2), count: 2 + random(5) };
    const { occurrences } = await alice.api.series.preview(series);
    const isWhole = occurrences.every(({ outcome }) => outcome === "possible");
    const onConflict = isWhole ? ("fail" as const) : ("skip" as const);
    const refused = isWhole ? null : await refusalOf(alice.api.series.create(series));
    expect(refused?.outcomes ?? outcomesIn(occurrences)).toEqual(outcomesIn(occurrences));
    if (occurrences.every(({ outcome }) => outcome === "conflict")) continue;
    const made = await alice.api.series.create({ ...series, onConflict });
    expect(essence(made.occurrences)).toEqual(essence(occurrences));
    const visits = made.occurrences.flatMap(({ bookingId }) => bookingId ?? []);
    const change = {
      seriesId: made.id,
      bookingId: pick(...visits),
      scope: pick("following" as const, "all" as const),
      localStart: start(12),
      onConflict: "skip" as const,
    };
    const would = (await alice.api.series.previewUpdate(change)).occurrences;
    const came = await alice.api.series.update(change).then(
      (report) => essence(report.occurrences),
      () => [],
    );
    const isAny = would.some(({ outcome }) => outcome === "possible");
    expect(came).toEqual(isAny ? essence(would) : []);
    for (const { code, outcome } of [...occurrences, ...would]) seen.add(code ?? outcome);
    expect(await timesIn(rita, salonId, made.id)).toHaveLength(visits.length);
  }
  expect([...seen]).toEqual(expect.arrayContaining(["possible", "staff_busy", "client_busy", "daily_limit"]));
});
