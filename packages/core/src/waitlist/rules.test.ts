import { expect, test } from "vitest";
import { nextDayOpensAt } from "./rules.ts";

const BERLIN = { timeZone: "Europe/Berlin", testNow: null };
/** The evening before the clocks go back, in a salon that takes bookings for ten days. */
const EVENING = { now: new Date("2027-10-30T20:00:00+02:00"), horizonDays: 10 };
const opensAt = (
  fromDate: string,
  toDate: string,
  salon: typeof BERLIN | { timeZone: string; testNow: Date },
) => nextDayOpensAt({ fromDate, toDate }, salon, EVENING)?.toISOString();

test("days within the horizon are there already", () => {
  expect(opensAt("2027-10-30", "2027-11-09", BERLIN)).toBeUndefined();
});

test("the next day comes at the salon's midnight, whatever its clock does meanwhile", () => {
  expect(opensAt("2027-11-05", "2027-11-20", BERLIN)).toBe("2027-10-30T22:00:00.000Z");
  expect(opensAt("2027-11-11", "2027-11-11", BERLIN)).toBe("2027-10-31T23:00:00.000Z");
  expect(opensAt("2027-12-24", "2027-12-26", BERLIN)).toBe("2027-12-13T23:00:00.000Z");
});

test("a clock that stands still brings no day near", () => {
  expect(opensAt("2027-12-24", "2027-12-26", { ...BERLIN, testNow: EVENING.now })).toBeUndefined();
});
