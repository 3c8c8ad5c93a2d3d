import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApi } from "./testing/index.ts";
import type { TestApi } from "./testing/index.ts";
import { expectInvariants } from "./testing/invariants.ts";
import { openYear, weekly } from "./testing/series.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

/** What a series of so many visits takes, from its booking to its end. */
async function countsOf(count: number) {
  const desk = await openYear(api, { policy: { maxBookingsPerStaffPerDay: 9 } });
  const alice = await api.signUp("Alice");
  await alice.api.bookings.create({
    salonId: desk.salonId,
    localStart: "2027-06-11T10:00",
    items: weekly(desk).items,
  });
  const series = { ...weekly(desk), count };
  const made: { id: string; bookingId: string }[] = [];
  const counts = {
    preview: await api.statementsOf(() => alice.api.series.preview(series)),
    create: await api.statementsOf(async () => {
      const { id, occurrences } = await alice.api.series.create(series);
      made.push({ id, bookingId: occurrences[0]?.bookingId ?? "" });
    }),
    get: await api.statementsOf(() => alice.api.series.get({ seriesId: made[0]?.id ?? "" })),
    update: await api.statementsOf(() =>
      alice.api.series.update({ ...all(), localStart: "2027-06-21T11:00" }),
    ),
    cancel: await api.statementsOf(() => alice.api.series.cancel(all())),
  };
  function all() {
    return { seriesId: made[0]?.id ?? "", bookingId: made[0]?.bookingId ?? "", scope: "all" as const };
  }
  return Object.fromEntries(Object.entries(counts).map(([step, statements]) => [step, statements.length]));
}

test("a series of fifty-two visits takes the statements of a series of two", async () => {
  const two = await countsOf(2);
  expect(two).toEqual({ preview: 7, create: 14, get: 4, update: 25, cancel: 13 });
  expect(await countsOf(52)).toEqual(two);
});
