import { expect, test } from "vitest";
import type { World } from "./model.ts";
import { starts, visitAt } from "./testing/ask.ts";
import { allocationsOf } from "./allocations.ts";
import { block, visit, worldOf, type Salon, type Service } from "./testing/salon.ts";

const MONDAY = "2027-06-14";
const service = visit([{ service: "it" }]);

function salon(it: Service, more: Partial<Salon> = {}): World {
  return worldOf({
    policy: { slotStepMinutes: 15 },
    hours: [{ weekdays: [1], opens: "09:00", closes: "12:00" }],
    services: { it },
    staff: { ann: { services: ["it"] } },
    ...more,
  });
}

/** Ann is booked from ten to eleven. */
const booked = {
  ann: { services: ["it"], blocks: [block("booking", `${MONDAY}T08:00:00Z`, `${MONDAY}T09:00:00Z`)] },
};

test("buffers may touch what is booked, not overlap it", () => {
  const world = salon({ segments: [["active", 30]], before: 15, after: 15 }, { staff: booked });
  expect(starts(world, service, MONDAY)).toEqual(["09:00", "09:15", "11:15", "11:30"]);
});

test("buffers may lie outside the hours, the service may not", () => {
  const world = salon({ segments: [["active", 180]], before: 30, after: 30 });
  expect(starts(world, service, MONDAY)).toEqual(["09:00"]);
});

test("time off counts as busy for buffers too", () => {
  const staff = {
    ann: { services: ["it"], blocks: [block("time_off", `${MONDAY}T06:00:00Z`, `${MONDAY}T07:00:00Z`)] },
  };
  const world = salon({ segments: [["active", 150]], before: 15 }, { staff });
  expect(starts(world, service, MONDAY)).toEqual(["09:15", "09:30"]);
});

test("who is free while the colour works in can do something else meanwhile", () => {
  const segments: Service["segments"] = [
    ["active", 30],
    ["processing", 60],
    ["active", 15],
  ];
  expect(starts(salon({ segments }, { staff: booked }), service, MONDAY)).toEqual(["09:30"]);
});

test("a buffer lengthens what its segment takes: where nobody is at work, it is nobody's", () => {
  const it: Service = {
    segments: [
      ["processing", 20],
      ["active", 20],
      ["active", 20],
    ],
    before: 10,
    after: 10,
    resources: ["chair"],
    segmentResources: { "0": ["lamp"], "2": ["basin"] },
  };
  const world = salon(it, { resources: { chair: ["chair"], lamp: ["lamp"], basin: ["basin"] } });
  const { start, items } = visitAt(world, service, `${MONDAY}T10:00`);
  const minutes = allocationsOf({ start, end: start + 3_600_000, items }, 7).map((taken) => [
    taken.calendarId,
    (taken.start - start) / 60_000,
    (taken.end - start) / 60_000,
  ]);
  expect(minutes).toEqual([
    [1, 20, 70],
    [7, 0, 60],
    [1001, -10, 70],
    [1002, -10, 20],
    [1003, 40, 70],
  ]);
});

test("add-ons lengthen the last active segment; own minutes replace the variant's", () => {
  const it: Service = {
    segments: [
      ["active", 30],
      ["processing", 10],
      ["active", 20],
      ["processing", 5],
    ],
  };
  const staff = { ann: { services: { it: { segmentMinutes: [40, 10, 25, 5] } } } };
  const { items } = visitAt(
    salon(it, { staff }),
    visit([{ service: "it", addOnMinutes: 15 }]),
    `${MONDAY}T09:00`,
  );
  expect(items[0]?.segments.map(({ minutes }) => minutes)).toEqual([40, 10, 40, 5]);
});

test("without a step of the policy the grid is each person's blocked length", () => {
  const it: Service = { segments: [["active", 30]], before: 5, after: 10 };
  const staff = { ann: { services: ["it"] }, bea: { services: { it: { segmentMinutes: [45] } } } };
  const world = salon(it, { policy: { slotStepMinutes: null }, staff });
  expect(starts(world, visit([{ service: "it", staff: "ann" }]), MONDAY)).toEqual([
    "09:00",
    "09:45",
    "10:30",
    "11:15",
  ]);
  expect(starts(world, visit([{ service: "it", staff: "bea" }]), MONDAY)).toEqual([
    "09:00",
    "10:00",
    "11:00",
  ]);
  expect(visitAt(world, service, `${MONDAY}T09:45`).items[0]?.alternatives).toEqual([]);
  const longer = visit([{ service: "it", staff: "ann", addOnMinutes: 15 }]);
  expect(starts(world, longer, MONDAY)).toEqual(["09:00", "10:00", "11:00"]);
});
