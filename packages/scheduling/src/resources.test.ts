import { expect, test } from "vitest";
import type { World } from "./model.ts";
import { reasonsAt, refusalAt, starts, visitAt } from "./testing/ask.ts";
import { block, visit, worldOf, type Salon } from "./testing/salon.ts";

const MONDAY = "2027-06-14";
const NINE = `${MONDAY}T09:00`;
const it = visit([{ service: "it" }]);

function salon(more: Partial<Salon> & Pick<Salon, "services">): World {
  return worldOf({
    hours: [{ weekdays: [1], opens: "09:00", closes: "11:00" }],
    staff: { ann: { services: ["it"] } },
    ...more,
  });
}

const during = (kind: "booking" | "hold" | "time_off", from: string, to: string) =>
  block(kind, `${MONDAY}T${from}:00Z`, `${MONDAY}T${to}:00Z`);

test("the lowest free unit is taken", () => {
  const world = salon({
    services: { it: { segments: [["active", 60]], resources: ["room"] } },
    resources: { room: ["one", "two"] },
    resourceBlocks: { one: [during("booking", "07:30", "08:00")] },
  });
  expect(visitAt(world, it, NINE).items[0]?.resourceIds).toEqual(["two"]);
  expect(visitAt(world, it, `${MONDAY}T10:00`).items[0]?.resourceIds).toEqual(["one"]);
});

test("several units are several units", () => {
  const services: Salon["services"] = { it: { segments: [["active", 60]], resources: ["chair", "chair"] } };
  expect(refusalAt(salon({ services, resources: { chair: ["one"] } }), it, NINE)).toBe("resource_busy");
  const { items } = visitAt(salon({ services, resources: { chair: ["one", "two", "three"] } }), it, NINE);
  expect(items[0]?.resourceIds).toEqual(["one", "two"]);
});

test("the basin is taken for its segment only, and again for another", () => {
  const world = salon({
    services: {
      it: {
        segments: [
          ["active", 20],
          ["processing", 20],
          ["active", 20],
        ],
        segmentResources: { "0": ["basin"], "2": ["basin"] },
      },
    },
    resources: { basin: ["basin"] },
    resourceBlocks: { basin: [during("booking", "07:20", "07:40")] },
  });
  expect(visitAt(world, it, NINE).items[0]?.resourceIds).toEqual(["basin"]);
  expect(starts(world, it, MONDAY)).toEqual(["09:00", "10:00"]);
});

test("a choice is taken back where another need would go without", () => {
  const world = salon({
    services: {
      it: { segments: [["active", 30]], resources: ["chair"] },
      long: { segments: [["active", 60]], resources: ["chair"] },
    },
    staff: { ann: { services: ["it"] }, bea: { services: ["long"] } },
    resources: { chair: ["one", "two"] },
    resourceBlocks: { two: [during("booking", "07:30", "08:00")] },
  });
  const both = visit([{ service: "it" }, { service: "long" }], { mode: "parallel" });
  expect(visitAt(world, both, NINE).items.map(({ resourceIds }) => resourceIds)).toEqual([["two"], ["one"]]);
});

test("a resource off duty is busy; one that is only held is held", () => {
  const services: Salon["services"] = { it: { segments: [["active", 60]], resources: ["room"] } };
  const room = (...kinds: readonly ("booking" | "hold" | "time_off")[]) =>
    salon({
      services,
      resources: { room: kinds.map((_, i) => `room ${i}`) },
      resourceBlocks: Object.fromEntries(
        kinds.map((kind, i) => [`room ${i}`, [during(kind, "07:00", "08:00")]]),
      ),
    });
  expect(refusalAt(room("time_off"), it, NINE)).toBe("resource_busy");
  expect(refusalAt(room("hold"), it, NINE)).toBe("held");
  expect(refusalAt(room("booking", "hold"), it, NINE)).toBe("held");
  expect(reasonsAt(room("booking"), it, NINE)).toEqual(["0 ann resource_busy"]);
  expect(refusalAt(room("time_off"), visit([{ service: "it" }], { setAside: ["time_off"] }), NINE)).toBe(
    "resource_busy",
  );
});
