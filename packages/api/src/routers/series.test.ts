import type { OccurrenceReport } from "@salon/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problemOf } from "../problem-of.ts";
import { openDesk, outcomeOf, outcomesOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { Person, TestApi } from "../testing/index.ts";
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

/** A salon that takes bookings for more than a year to come. */
const openYear = (over: Parameters<typeof openDesk>[1] = {}) =>
  openDesk(api, { ...over, policy: { horizonDays: 500, ...over?.policy } });

/** Bea's cut on the Monday at ten, and so on. */
const weekly = ({ salonId, cutId, beaId }: Desk, over: object = {}) => ({
  salonId,
  localStart: "2027-06-14T10:00",
  items: [{ variantId: cutId, staffId: beaId }],
  everyWeeks: 1,
  count: 4,
  ...over,
});

const outcomesIn = (report: readonly OccurrenceReport[]) =>
  report.map(({ code, outcome }) => (code ? `${outcome}: ${code}` : outcome));

/** What a refused call says would become of every visit. */
async function refusalOf(call: Promise<unknown>) {
  const problem = await call.then(
    () => ({ code: "done" }),
    (error: unknown) => problemOf(error),
  );
  const { occurrences = [] } = problem as { occurrences?: OccurrenceReport[] };
  return { code: problem.code, outcomes: outcomesIn(occurrences) };
}

const bookingsOf = async (person: Person, salonId: string, seriesId: string) =>
  (await person.api.bookings.list({ salonId, seriesId, limit: 100 })).items;

test("a visit every two weeks is so many bookings of their own, at one time of day", async () => {
  const desk = await openYear();
  const alice = await api.signUp("Alice");
  const made = await alice.api.series.create(weekly(desk, { everyWeeks: 2, note: "Ring twice" }));
  expect(made).toMatchObject({
    salonId: desk.salonId,
    client: { name: "Alice" },
    everyWeeks: 2,
    count: 4,
    until: null,
    localStart: "2027-06-14T10:00:00",
    timeZone: "Europe/Berlin",
    version: 1,
  });
  expect(outcomesIn(made.occurrences)).toEqual(["booked", "booked", "booked", "booked"]);
  const visits = await bookingsOf(desk.rita, desk.salonId, made.id);
  expect(visits.map(({ localStart }) => localStart)).toEqual([
    "2027-06-14T10:00:00+02:00",
    "2027-06-28T10:00:00+02:00",
    "2027-07-12T10:00:00+02:00",
    "2027-07-26T10:00:00+02:00",
  ]);
  expect(new Set(visits.map(({ status, note, seriesId }) => `${status} ${note} ${seriesId}`))).toEqual(
    new Set([`confirmed Ring twice ${made.id}`]),
  );
  expect(made.occurrences.map(({ bookingId }) => bookingId)).toEqual(visits.map(({ id }) => id));
  const whole = await alice.api.series.get({ seriesId: made.id });
  expect(whole.occurrences[1]).toEqual({
    index: 1,
    bookingId: visits[1]?.id,
    localStart: "2027-06-28T10:00:00",
    startsAt: visits[1]?.startsAt,
    endsAt: visits[1]?.endsAt,
    status: "confirmed",
    isException: false,
  });
  expect((await alice.api.series.mine({})).items).toEqual([expect.objectContaining({ id: made.id })]);
  expect((await desk.rita.api.series.list({ salonId: desk.salonId })).items).toHaveLength(1);
});
