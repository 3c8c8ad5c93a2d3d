import { expect, test } from "vitest";
import type { Block, World } from "./model.ts";
import { starts, visitAt } from "./testing/ask.ts";
import { block, visit, worldOf, type Item } from "./testing/salon.ts";

const MONDAY = "2027-06-14";
const NINE = `${MONDAY}T09:00`;

const work = (from: string, to: string, kind: Block["kind"] = "booking") =>
  block(kind, `${MONDAY}T${from}:00Z`, `${MONDAY}T${to}:00Z`);

function salon(blocks: { readonly ann?: Block[]; readonly bea?: Block[]; readonly cleo?: Block[] }): World {
  const member = (own: Block[] = []) => ({ services: ["cut"], blocks: own });
  return worldOf({
    hours: [{ weekdays: [1], opens: "09:00", closes: "18:00" }],
    services: { cut: { segments: [["active", 60]] } },
    staff: { ann: member(blocks.ann), bea: member(blocks.bea), cleo: member(blocks.cleo) },
  });
}

function pick(world: World, item: Item = { service: "cut" }) {
  const { staffId, reason, alternatives } = visitAt(world, visit([item]), NINE).items[0] ?? {};
  return { staffId, reason, others: alternatives?.map((other) => other.staffId) };
}

test("whoever has least to do that day is picked, then who stands first", () => {
  expect(pick(salon({}))).toEqual({ staffId: "ann", reason: "lowest_position", others: ["bea", "cleo"] });
  expect(pick(salon({ ann: [work("12:00", "12:30")], cleo: [work("12:00", "12:15")] }))).toEqual({
    staffId: "bea",
    reason: "least_busy",
    others: ["cleo", "ann"],
  });
  expect(pick(salon({ ann: [work("12:00", "12:30")] }))).toEqual({
    staffId: "bea",
    reason: "lowest_position",
    others: ["cleo", "ann"],
  });
});

test("holds are work, time off is not, and other days do not count", () => {
  const yesterday = block("booking", "2027-06-13T10:00:00Z", "2027-06-13T22:15:00Z");
  const world = salon({
    ann: [work("12:00", "12:30", "hold")],
    bea: [yesterday, work("14:00", "16:00", "time_off")],
  });
  expect(pick(world)).toEqual({ staffId: "cleo", reason: "least_busy", others: ["bea", "ann"] });
});

test("the only one who is free is said to be", () => {
  const world = salon({ ann: [work("07:00", "07:30")], cleo: [work("07:30", "08:30", "time_off")] });
  expect(pick(world)).toEqual({ staffId: "bea", reason: "only_free", others: [] });
});

test("who was asked for is asked for", () => {
  expect(pick(salon({}), { service: "cut", staff: "cleo" })).toEqual({
    staffId: "cleo",
    reason: "requested",
    others: [],
  });
});

test("who is excluded is neither picked nor an alternative", () => {
  expect(pick(salon({}), { service: "cut", not: ["ann", "cleo"] })).toMatchObject({
    staffId: "bea",
    others: [],
  });
});

test("an alternative fits between what comes before and after", () => {
  const world = worldOf({
    policy: { slotStepMinutes: 60 },
    hours: [{ weekdays: [1], opens: "09:00", closes: "18:00" }],
    services: { cut: { segments: [["active", 60]] }, nails: { segments: [["active", 60]] } },
    staff: {
      ann: { services: ["cut"] },
      slow: { services: { cut: { segmentMinutes: [70] } } },
      quick: { services: { cut: { segmentMinutes: [40] } } },
      bea: { services: ["nails"] },
    },
  });
  const others = (maxWaitMinutes: number) =>
    visitAt(
      world,
      visit([{ service: "cut" }, { service: "nails" }], { maxWaitMinutes }),
      NINE,
    ).items[0]?.alternatives.map(({ staffId, end }) => [
      staffId,
      (end - visitAt(world, visit([{ service: "cut" }]), NINE).start) / 60_000,
    ]);
  expect(others(0)).toEqual([]);
  expect(others(20)).toEqual([["quick", 40]]);
});

test("at one time an alternative is nobody who is needed beside, and leaves the others their units", () => {
  const world = worldOf({
    hours: [{ weekdays: [1], opens: "09:00", closes: "10:00" }],
    services: { cut: { segments: [["active", 60]] }, nails: { segments: [["active", 60]] } },
    staff: {
      ann: { services: ["cut", "nails"] },
      bea: { services: ["cut", "nails"] },
      cleo: { services: ["nails"] },
    },
  });
  const { items } = visitAt(
    world,
    visit([{ service: "cut" }, { service: "nails" }], { mode: "parallel" }),
    NINE,
  );
  expect(
    items.map(({ staffId, alternatives }) => [staffId, alternatives.map((other) => other.staffId)]),
  ).toEqual([
    ["ann", []],
    ["bea", ["cleo"]],
  ]);
});

test("in 'any' everyone keeps to their own grid", () => {
  const world = worldOf({
    policy: { slotStepMinutes: 60 },
    hours: [{ weekdays: [1], opens: "09:00", closes: "12:00" }],
    services: { cut: { segments: [["active", 60]] } },
    staff: {
      ann: { services: ["cut"] },
      bea: { services: ["cut"], hours: [{ weekdays: [1], opens: "09:30", closes: "12:00" }] },
    },
  });
  expect(starts(world, visit([{ service: "cut" }]), MONDAY)).toEqual([
    "09:00",
    "09:30",
    "10:00",
    "10:30",
    "11:00",
  ]);
  expect(visitAt(world, visit([{ service: "cut" }]), `${MONDAY}T10:30`).items[0]).toMatchObject({
    staffId: "bea",
    alternatives: [],
  });
  const anyMinute = visit([{ service: "cut" }], { setAside: ["off_grid"] });
  expect(visitAt(world, anyMinute, `${MONDAY}T10:30`).items[0]?.staffId).toBe("ann");
  expect(starts(world, anyMinute, MONDAY)).toHaveLength(5);
});
