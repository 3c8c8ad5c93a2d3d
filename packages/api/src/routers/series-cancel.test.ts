import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { openYear, outcomesIn, refusalOf, visitsIn, weekly } from "../testing/series.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

async function openSeries(policy: Record<string, unknown> = {}) {
  const desk = await openYear(api, { policy });
  const alice = await api.signUp("Alice");
  const { id: seriesId, occurrences } = await alice.api.series.create(weekly(desk));
  const visit = (index: number) => occurrences[index]?.bookingId ?? "";
  const statuses = async () =>
    (await visitsIn(desk.rita, desk.salonId, seriesId)).map(({ status }) => status);
  return { desk, alice, seriesId, visit, statuses };
}

test("this one goes, then those that follow, then all, and their time is free", async () => {
  const { desk, alice, seriesId, visit, statuses } = await openSeries();
  const cancel = (index: number, scope: "this" | "following" | "all") =>
    alice.api.series.cancel({ seriesId, bookingId: visit(index), scope, reason: "Away" });
  expect(outcomesIn((await cancel(1, "this")).occurrences)).toEqual(["cancelled"]);
  const following = await cancel(1, "following");
  expect(following.version).toBe(3);
  expect(outcomesIn(following.occurrences)).toEqual(["kept: ended", "cancelled", "cancelled"]);
  expect(await statuses()).toEqual(["confirmed", ...Array<string>(3).fill("cancelled_by_client")]);
  expect(outcomesIn((await cancel(3, "all")).occurrences)).toEqual([
    "cancelled",
    "kept: ended",
    "kept: ended",
    "kept: ended",
  ]);
  expect((await cancel(0, "all")).version).toBe(4);
  expect(outcomesIn((await alice.api.series.create(weekly(desk))).occurrences)).toEqual(
    Array(4).fill("booked"),
  );
  expect(
    await api.sql`select from allocations a join bookings b on b.id = a.booking_id where b.series_id = ${seriesId}`,
  ).toEqual([]);
});

test("customers are refused late ones, or they are marked; the salon is never late", async () => {
  const { desk, alice, seriesId, visit, statuses } = await openSeries();
  const { salonId, mona, rita } = desk;
  const sunday = new Date("2027-06-20T12:00:00+02:00");
  await mona.api.salons.setTestClock({ salonId, now: sunday });
  const all = { seriesId, bookingId: visit(1), scope: "all" as const };
  expect(await refusalOf(alice.api.series.cancel({ ...all, scope: "this" }))).toEqual({
    code: "too_late_to_cancel",
    outcomes: ["kept: too_late_to_cancel"],
  });
  expect(outcomesIn((await alice.api.series.cancel(all)).occurrences)).toEqual([
    "kept: ended",
    "kept: too_late_to_cancel",
    "cancelled",
    "cancelled",
  ]);
  expect(outcomesIn((await rita.api.series.cancel(all)).occurrences)[1]).toBe("cancelled");
  expect((await statuses())[1]).toBe("cancelled_by_salon");

  const lenient = await openSeries({ lateCancel: "allow" });
  await lenient.desk.mona.api.salons.setTestClock({ salonId: lenient.desk.salonId, now: sunday });
  const second = lenient.visit(1);
  await lenient.alice.api.series.cancel({
    seriesId: lenient.seriesId,
    bookingId: second,
    scope: "following",
  });
  const { items } = await lenient.desk.rita.api.bookings.list({
    salonId: lenient.desk.salonId,
    seriesId: lenient.seriesId,
  });
  expect(items.map(({ late }) => late)).toEqual([false, true, false, false]);
});

test("a visit that has begun is left as it is, unless the desk names it", async () => {
  const { desk, alice, seriesId, visit } = await openSeries();
  const { salonId, mona, rita } = desk;
  await mona.api.salons.setTestClock({ salonId, now: new Date("2027-06-14T10:30:00+02:00") });
  const all = { seriesId, bookingId: visit(1), scope: "all" as const };
  const outcomes = ["kept: passed", "cancelled", "cancelled", "cancelled"];
  expect(outcomesIn((await alice.api.series.cancel(all)).occurrences)).toEqual(outcomes);
  await rita.api.bookings.checkIn({ bookingId: visit(0) });
  const first = { seriesId, bookingId: visit(0), scope: "this" as const };
  expect(await refusalOf(rita.api.series.cancel(first))).toEqual({
    code: "invalid_transition",
    outcomes: ["kept: under_way"],
  });
  const [next, late] = [await openSeries(), "2027-06-14T10:30:00+02:00"];
  await next.desk.mona.api.salons.setTestClock({ salonId: next.desk.salonId, now: new Date(late) });
  const named = { seriesId: next.seriesId, bookingId: next.visit(0), scope: "this" as const };
  expect(outcomesIn((await next.desk.rita.api.series.cancel(named)).occurrences)).toEqual(["cancelled"]);
});

test("another's series, and another's visit in one's own, are not there", async () => {
  const [one, other] = [await openSeries(), await openSeries()];
  const all = { seriesId: one.seriesId, bookingId: one.visit(0), scope: "all" as const };
  expect(await outcomeOf(other.alice.api.series.cancel(all))).toBe("not_found");
  expect(await outcomeOf(other.desk.owner.api.series.cancel(all))).toBe("not_found");
  expect(await outcomeOf(one.alice.api.series.cancel({ ...all, bookingId: other.visit(0) }))).toBe(
    "not_found",
  );
  expect(await outcomeOf(one.alice.api.series.cancel({ ...all, ifVersion: 9 }))).toBe("version_mismatch");
  expect(await outcomeOf(api.anybody.series.cancel(all))).toBe("unauthenticated");
  expect(await one.statuses()).toEqual(Array(4).fill("confirmed"));
});
