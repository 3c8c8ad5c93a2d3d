import { expect, test } from "vitest";
import type { World } from "./model.ts";
import { reasonsAt, refusalAt, starts } from "./testing/ask.ts";
import { visit, worldOf, type Salon } from "./testing/salon.ts";

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const MONDAY = "2027-06-14";
const cut = visit([{ service: "cut" }]);

/** Ann cuts for an hour; a start each hour. */
function salon(more: Partial<Salon>): World {
  return worldOf({
    policy: { slotStepMinutes: 60 },
    services: { cut: { segments: [["active", 60]] } },
    staff: { ann: { services: ["cut"] } },
    ...more,
  });
}

const daily = (opens: string, closes: string) => [{ weekdays: EVERY_DAY, opens, closes }];

test("a window that opens in the skipped hour opens when the clocks have changed", () => {
  const world = salon({ overrides: { "2027-03-28": [{ opens: "02:30", closes: "05:00" }] } });
  expect(starts(world, cut, "2027-03-28")).toEqual(["03:00", "04:00"]);
});

test("a window that lies in the skipped hour whole is none", () => {
  const world = salon({ overrides: { "2027-03-28": [{ opens: "02:00", closes: "03:00" }] } });
  expect(refusalAt(world, cut, "2027-03-28T03:00")).toBe("closed");
});

test("a window in the repeated hour opens at its first half and closes at its second", () => {
  const world = salon({
    overrides: { "2027-10-31": [{ opens: "02:00", closes: "02:30" }] },
    policy: { slotStepMinutes: 30 },
  });
  expect(starts(world, cut, "2027-10-31")).toEqual(["02:00", "02:30"]);
});

test("closing past midnight is wall time of the next date", () => {
  const world = salon({ overrides: { "2027-03-27": [{ opens: "23:00", closes: "28:00" }] } });
  expect(starts(world, cut, "2027-03-27", "2027-03-28")).toEqual([
    "2027-03-27T23:00",
    "2027-03-28T00:00",
    "2027-03-28T01:00",
    "2027-03-28T03:00",
  ]);
});

test("evening and night join over midnight into one window with one grid", () => {
  const world = salon({
    hours: [
      { weekdays: [5], opens: "22:30", closes: "24:00" },
      { weekdays: [6], opens: "00:00", closes: "02:00" },
    ],
  });
  expect(starts(world, cut, "2027-06-11", "2027-06-12")).toEqual([
    "2027-06-11T22:30",
    "2027-06-11T23:30",
    "2027-06-12T00:30",
  ]);
  expect(starts(world, cut, "2027-06-12")).toEqual(["00:30"]);
});

test("a closed Saturday leaves Friday night open to its end", () => {
  const world = salon({
    hours: [{ weekdays: [5, 6], opens: "22:00", closes: "26:00" }],
    overrides: { "2027-06-12": [] },
  });
  expect(starts(world, cut, "2027-06-12")).toEqual(["00:00", "01:00"]);
  expect(refusalAt(world, cut, "2027-06-12T22:00")).toBe("closed");
});

test("schedules add up while they are in force, and touching hours are one window", () => {
  const world = salon({
    hours: [
      ...daily("09:00", "10:30"),
      { weekdays: [1], opens: "10:30", closes: "12:00", from: MONDAY, to: MONDAY },
    ],
  });
  expect(starts(world, cut, MONDAY)).toEqual(["09:00", "10:00", "11:00"]);
  expect(starts(world, cut, "2027-06-21")).toEqual(["09:00"]);
});

test("who has no hours of their own keeps the salon's, an override of their own excepted", () => {
  const staff = {
    ann: { services: ["cut"], overrides: { [MONDAY]: [{ opens: "08:00", closes: "11:00" }] } },
  };
  const world = salon({ hours: daily("09:00", "12:00"), staff });
  expect(starts(world, cut, MONDAY)).toEqual(["09:00", "10:00"]);
  expect(starts(world, cut, "2027-06-15")).toEqual(["09:00", "10:00", "11:00"]);
});

test("own hours end at the salon's, unless the schedule may pass them", () => {
  const early = { weekdays: [1], opens: "07:30", closes: "10:00" };
  const bound = salon({
    hours: daily("09:00", "12:00"),
    staff: { ann: { services: ["cut"], hours: [early] } },
  });
  expect(starts(bound, cut, MONDAY)).toEqual(["09:00"]);

  const free = { ...early, mayPassSalonHours: true };
  const passing = salon({
    hours: daily("09:00", "12:00"),
    staff: { ann: { services: ["cut"], hours: [free] } },
  });
  expect(starts(passing, cut, MONDAY)).toEqual(["07:30", "08:30"]);
});

test("an override passes the salon's hours if a schedule in force that date may", () => {
  const ann = {
    services: ["cut"],
    hours: [{ weekdays: [2], opens: "09:00", closes: "10:00", mayPassSalonHours: true }],
    overrides: { [MONDAY]: [{ opens: "06:00", closes: "07:00" }] },
  };
  expect(starts(salon({ hours: daily("09:00", "12:00"), staff: { ann } }), cut, MONDAY)).toEqual(["06:00"]);
});

test("a place that never closes counts from midnight, and its visits may run across it", () => {
  const world = salon({ hours: daily("00:00", "24:00"), policy: { slotStepMinutes: 420 } });
  expect(starts(world, cut, MONDAY)).toEqual(["00:00", "07:00", "14:00", "21:00"]);
  expect(starts(world, visit([{ service: "cut", addOnMinutes: 200 }]), MONDAY).at(-1)).toBe("21:00");
});

test("a window keeps its own grid for seven days, whichever dates are asked for", () => {
  const world = salon({
    hours: daily("00:00", "24:00"),
    overrides: { "2027-06-01": [], "2027-06-02": [{ opens: "10:30", closes: "24:00" }] },
    policy: { slotStepMinutes: 24 * 60 },
  });
  const times = ["2027-06-02", "2027-06-08", "2027-06-09", "2027-06-10"].map((date) =>
    starts(world, cut, date),
  );
  expect(times).toEqual([["10:30"], ["10:30"], ["10:30"], ["00:00"]]);
  expect(starts(world, cut, "2027-06-02", "2027-06-10").map((start) => start.slice(11))).toEqual([
    ...Array.from({ length: 8 }, () => "10:30"),
    "00:00",
  ]);
});

test("closed, outside hours, beside the grid, too long: each is told apart", () => {
  const world = salon({ hours: [{ weekdays: [1], opens: "09:00", closes: "12:00" }] });
  expect(refusalAt(world, cut, "2027-06-15T09:00")).toBe("closed");
  expect(refusalAt(world, cut, `${MONDAY}T12:00`)).toBe("outside_hours");
  expect(refusalAt(world, cut, `${MONDAY}T09:10`)).toBe("off_grid");
  expect(refusalAt(world, visit([{ service: "cut", addOnMinutes: 30 }]), `${MONDAY}T11:00`)).toBe(
    "duration_exceeds_window",
  );
  expect(reasonsAt(world, cut, `${MONDAY}T11:10`)).toEqual([
    "0 ann off_grid",
    "0 ann duration_exceeds_window",
  ]);
});
