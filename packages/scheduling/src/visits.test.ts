import { expect, test } from "vitest";
import type { Visit, World } from "./model.ts";
import { reasonsAt, refusalAt, starts, visitAt } from "./testing/ask.ts";
import { block, visit, worldOf, type Item, type Salon } from "./testing/salon.ts";

const MONDAY = "2027-06-14";
const NINE = `${MONDAY}T09:00`;

function salon(more: Partial<Salon>): World {
  return worldOf({
    policy: { slotStepMinutes: 30 },
    hours: [
      { weekdays: [1], opens: "09:00", closes: "12:00" },
      { weekdays: [1], opens: "13:00", closes: "15:00" },
    ],
    services: {
      cut: { segments: [["active", 30]] },
      colour: {
        segments: [
          ["active", 30],
          ["processing", 30],
          ["active", 30],
        ],
      },
      nails: { segments: [["active", 60]] },
    },
    staff: { ann: { services: ["cut", "colour"] }, bea: { services: ["cut", "nails"] } },
    ...more,
  });
}

const busy = (from: string, to: string) => block("booking", `${MONDAY}T${from}:00Z`, `${MONDAY}T${to}:00Z`);
const people = ({ items }: Visit) => items.map(({ staffId }) => staffId);
const waits = ({ items }: Visit) =>
  items.slice(1).map(({ start }, i) => (start - (items[i]?.end ?? 0)) / 60_000);

test("a chain waits as short as it must", () => {
  const world = salon({
    staff: { ann: { services: ["cut"] }, bea: { services: ["nails"], blocks: [busy("07:30", "07:50")] } },
  });
  const chain: Item[] = [{ service: "cut" }, { service: "nails" }];
  expect(refusalAt(world, visit(chain), NINE)).toBe("staff_busy");
  expect(refusalAt(world, visit(chain, { maxWaitMinutes: 19 }), NINE)).toBe("staff_busy");
  expect(waits(visitAt(world, visit(chain, { maxWaitMinutes: 45 }), NINE))).toEqual([20]);
});

test("a wait may span the break, an item may not", () => {
  const world = salon({ staff: { ann: { services: ["cut", "nails"] } } });
  const chain = visit([{ service: "cut" }, { service: "nails" }], { maxWaitMinutes: 60 });
  expect(waits(visitAt(world, chain, `${MONDAY}T11:30`))).toEqual([60]);
  expect(
    waits(
      visitAt(
        world,
        visit([{ service: "cut" }, { service: "nails" }], { maxWaitMinutes: 90 }),
        `${MONDAY}T11:00`,
      ),
    ),
  ).toEqual([90]);
  expect(refusalAt(world, chain, `${MONDAY}T11:00`)).toBe("duration_exceeds_window");
});

test("the client is taken while they wait", () => {
  const world = salon({ staff: { ann: { services: ["cut", "nails"] } } });
  const client = [busy("10:15", "10:20")];
  const chain = visit([{ service: "cut" }, { service: "nails" }], { maxWaitMinutes: 60, client });
  expect(refusalAt(world, chain, `${MONDAY}T11:30`)).not.toBe("bookable");
});

test("a pick is taken back where it would leave a later item with nobody", () => {
  const world = salon({
    staff: {
      ann: { services: { cut: { segmentMinutes: [45] } } },
      bea: { services: ["cut"], blocks: [busy("11:00", "12:00")] },
      cleo: { services: ["nails"], blocks: [busy("08:35", "10:00")] },
    },
  });
  const chain = visit([{ service: "cut" }, { service: "nails" }]);
  expect(people(visitAt(world, chain, NINE))).toEqual(["bea", "cleo"]);
});

test("the refusal is that of the deepest item that was reached", () => {
  const world = salon({
    staff: { ann: { services: ["cut"], blocks: [busy("08:00", "08:30")] }, bea: { services: ["nails"] } },
  });
  const chain = visit([{ service: "cut" }, { service: "nails" }]);
  expect(refusalAt(world, chain, `${MONDAY}T10:00`)).toBe("staff_busy");
  expect(refusalAt(world, chain, `${MONDAY}T11:00`)).toBe("duration_exceeds_window");
  expect(refusalAt(world, chain, `${MONDAY}T11:30`)).toBe("outside_hours");
  expect(reasonsAt(world, chain, `${MONDAY}T11:30`)).toEqual(["1 bea outside_hours"]);
});

test("eight items with long waits cost no more than their starts", () => {
  const world = salon({
    hours: [{ weekdays: [1], opens: "08:00", closes: "20:00" }],
    staff: Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`p${i}`, { services: ["cut"] }])),
    services: { cut: { segments: [["active", 30]] }, late: { segments: [["active", 30]] } },
  });
  const chain = [
    ...Array.from({ length: 7 }, (): Item => ({ service: "cut" })),
    { service: "cut", addOnMinutes: 700 },
  ];
  expect(starts(world, visit(chain, { maxWaitMinutes: 60 }), MONDAY)).toEqual([]);
});

test("items at one time are done by different people", () => {
  const both = (...items: Item[]) => visit(items, { mode: "parallel" });
  expect(people(visitAt(salon({}), both({ service: "cut" }, { service: "colour" }), NINE))).toEqual([
    "bea",
    "ann",
  ]);
  expect(refusalAt(salon({}), both({ service: "cut", staff: "ann" }, { service: "colour" }), NINE)).toBe(
    "staff_busy",
  );
  expect(visitAt(salon({}), both({ service: "cut" }, { service: "nails" }), NINE).end).toBe(
    visitAt(salon({}), visit([{ service: "nails" }]), NINE).end,
  );
});

test("items at one time share no unit; one after the other they do", () => {
  const services: Salon["services"] = {
    cut: { segments: [["active", 30]], resources: ["chair"] },
    nails: { segments: [["active", 60]], resources: ["chair"] },
  };
  const items: Item[] = [{ service: "cut" }, { service: "nails" }];
  const staff = { ann: { services: ["cut"] }, bea: { services: ["nails"] } };
  const one = salon({ services, staff, resources: { chair: ["red"] } });
  expect(refusalAt(one, visit(items, { mode: "parallel" }), NINE)).toBe("resource_busy");
  expect(visitAt(one, visit(items), NINE).items.map(({ resourceIds }) => resourceIds)).toEqual([
    ["red"],
    ["red"],
  ]);

  const two = salon({ services, staff, resources: { chair: ["red", "blue"] } });
  expect(
    visitAt(two, visit(items, { mode: "parallel" }), NINE).items.map(({ resourceIds }) => resourceIds),
  ).toEqual([["red"], ["blue"]]);

  const held = salon({
    services,
    staff,
    resources: { chair: ["red", "blue"] },
    resourceBlocks: { blue: [block("hold", `${MONDAY}T07:00:00Z`, `${MONDAY}T07:30:00Z`)] },
  });
  expect(refusalAt(held, visit(items, { mode: "parallel" }), NINE)).toBe("held");
});

test("many people at many items at once are told quickly that there are too few chairs", () => {
  const names = Array.from({ length: 50 }, (_, i) => `p${i}`);
  const world = salon({
    services: { cut: { segments: [["active", 30]], resources: ["chair"] } },
    staff: Object.fromEntries(names.map((name) => [name, { services: ["cut"] }])),
    resources: { chair: ["1", "2", "3", "4", "5", "6", "7"] },
  });
  const items = Array.from({ length: 8 }, (): Item => ({ service: "cut" }));
  expect(starts(world, visit(items, { mode: "parallel" }), MONDAY)).toEqual([]);
  expect(starts(world, visit(items.slice(1), { mode: "parallel" }), MONDAY)).toHaveLength(10);
});
