import { expect, test } from "vitest";
import type { Refusal, World } from "./model.ts";
import { search } from "./search.ts";
import { reasonsAt, refusalAt, starts } from "./testing/ask.ts";
import { block, visit, worldOf, type Item, type Salon, type Stylist } from "./testing/salon.ts";

const MONDAY = "2027-06-14";
const NINE = `${MONDAY}T09:00`;
const cut = visit([{ service: "cut" }]);

function salon(more: Partial<Salon> = {}): World {
  return worldOf({
    now: `${MONDAY}T04:00:00Z`,
    hours: [{ weekdays: [1, 2, 3], opens: "09:00", closes: "12:00" }],
    services: { cut: { segments: [["active", 60]] }, nails: { segments: [["active", 60]] } },
    staff: { ann: { services: ["cut"] } },
    ...more,
  });
}

const ann = (more: Partial<Stylist>) => ({ ann: { services: ["cut"], ...more } });
const nineToTen = (kind: "booking" | "hold" | "time_off") =>
  block(kind, `${MONDAY}T07:00:00Z`, `${MONDAY}T08:00:00Z`);

test("what no start could change is said first, over the whole visit", () => {
  const bad: [Partial<Salon>, Item[], Refusal][] = [
    [{ bookable: false }, [{ service: "gone" }], "salon_not_bookable"],
    [{}, [{ service: "cut", staff: "nobody" }, { service: "gone" }], "variant_not_bookable"],
    [
      { services: { cut: { segments: [["active", 60]], bookable: false } } },
      [{ service: "cut" }],
      "variant_not_bookable",
    ],
    [{}, [{ service: "nails" }, { service: "cut", staff: "nobody" }], "staff_not_bookable"],
    [{ staff: ann({ bookable: false }) }, [{ service: "cut" }], "staff_not_bookable"],
    [{}, [{ service: "nails", staff: "ann" }], "staff_does_not_offer"],
    [{}, [{ service: "cut", not: ["ann"] }], "staff_does_not_offer"],
  ];
  for (const [more, items, refusal] of bad) {
    expect(refusalAt(salon(more), visit(items), `${MONDAY}T03:00`)).toBe(refusal);
    expect(starts(salon(more), visit(items), MONDAY)).toEqual([]);
  }
});

test("lead time is met to the second", () => {
  const at = (now: string) => refusalAt(salon({ now, policy: { leadTimeMinutes: 120 } }), cut, NINE);
  expect(at(`${MONDAY}T05:00:00Z`)).toBe("bookable");
  expect(at(`${MONDAY}T05:00:01Z`)).toBe("too_soon");
});

test("the past is too soon even without lead time", () => {
  expect(refusalAt(salon({ now: `${MONDAY}T07:00:01Z` }), cut, NINE)).toBe("too_soon");
  expect(refusalAt(salon({ now: `${MONDAY}T07:00:00Z` }), cut, NINE)).toBe("bookable");
});

test("the horizon is a local date, inclusive", () => {
  const late = salon({ now: `${MONDAY}T21:59:00Z`, policy: { horizonDays: 1 } });
  expect(starts(late, cut, MONDAY, "2027-06-20").map((start) => start.slice(0, 10))).toContain("2027-06-15");
  expect(refusalAt(late, cut, "2027-06-16T09:00")).toBe("beyond_horizon");
  const later = salon({ now: `${MONDAY}T22:00:00Z`, policy: { horizonDays: 1 } });
  expect(refusalAt(later, cut, "2027-06-16T09:00")).toBe("bookable");
});

test("a person's reasons come in the order of the list", () => {
  const all = salon({
    policy: { maxBookingsPerStaffPerDay: 1 },
    staff: ann({
      blocks: [nineToTen("time_off"), nineToTen("booking"), nineToTen("hold")],
      bookings: { [MONDAY]: 1 },
    }),
  });
  const client = [nineToTen("booking")];
  expect(reasonsAt(all, visit([{ service: "cut" }], { client }), NINE)).toEqual([
    "0 ann time_off",
    "0 ann staff_busy",
    "0 - client_busy",
    "0 ann daily_limit",
    "0 ann held",
  ]);
  const without = (...setAside: Refusal[]) =>
    refusalAt(all, visit([{ service: "cut" }], { client, setAside }), NINE);
  expect(without()).toBe("time_off");
  expect(without("time_off")).toBe("staff_busy");
});

test("what is only held is held, for staff and client alike", () => {
  expect(refusalAt(salon({ staff: ann({ blocks: [nineToTen("hold")] }) }), cut, NINE)).toBe("held");
  const client = visit([{ service: "cut" }], { client: [nineToTen("hold")] });
  expect(refusalAt(salon(), client, NINE)).toBe("held");
  expect(reasonsAt(salon(), client, NINE)).toEqual(["0 - held"]);
  const limited = { policy: { maxBookingsPerStaffPerDay: 1 } };
  const full = ann({ blocks: [nineToTen("hold")], bookings: { [MONDAY]: 1 } });
  expect(refusalAt(salon({ ...limited, staff: full }), cut, NINE)).toBe("daily_limit");
});

test("of several people's first reasons the latest is the answer; who does not offer it has none", () => {
  const world = salon({
    staff: {
      ann: { services: ["cut"], blocks: [nineToTen("time_off")] },
      bea: { services: ["cut"], blocks: [nineToTen("hold")] },
      cleo: { services: ["cut"], bookable: false },
      dora: { services: ["nails"] },
    },
  });
  expect(refusalAt(world, cut, NINE)).toBe("held");
  expect(reasonsAt(world, cut, NINE)).toEqual(["0 cleo staff_not_bookable", "0 ann time_off", "0 bea held"]);
});

test("the daily limit counts visits by the date on which they start", () => {
  const limited = salon({
    hours: [{ weekdays: [1], opens: "22:00", closes: "26:00" }],
    policy: { maxBookingsPerStaffPerDay: 2, slotStepMinutes: 60 },
    staff: ann({ bookings: { [MONDAY]: 2, "2027-06-15": 1 } }),
  });
  expect(starts(limited, cut, MONDAY, "2027-06-15")).toEqual(["2027-06-15T00:00", "2027-06-15T01:00"]);
  expect(refusalAt(limited, cut, `${MONDAY}T22:00`)).toBe("daily_limit");
});

test("a manager may pass the policy and the hours, not what is taken", () => {
  const everything: Refusal[] = [
    "too_soon",
    "closed",
    "outside_hours",
    "off_grid",
    "duration_exceeds_window",
    "staff_busy",
    "held",
  ];
  const manager = visit([{ service: "cut" }], { setAside: everything });
  expect(refusalAt(salon(), manager, "2027-06-13T20:10")).toBe("bookable");
  expect(refusalAt(salon(), manager, `${MONDAY}T11:35`)).toBe("bookable");
  expect(refusalAt(salon({ staff: ann({ blocks: [nineToTen("booking")] }) }), manager, NINE)).toBe(
    "staff_busy",
  );
  expect(refusalAt(salon({ staff: ann({ blocks: [nineToTen("hold")] }) }), manager, NINE)).toBe("held");
  expect(reasonsAt(salon({ staff: ann({ blocks: [nineToTen("hold")] }) }), manager, NINE)).toEqual([
    "0 ann held",
  ]);
});

test("setting one of the hours' refusals aside passes that one", () => {
  const passing = (...setAside: Refusal[]) => visit([{ service: "cut" }], { setAside });
  expect(refusalAt(salon(), passing("closed"), "2027-06-17T09:00")).toBe("bookable");
  expect(refusalAt(salon(), passing("closed"), `${MONDAY}T12:00`)).toBe("outside_hours");
  expect(refusalAt(salon(), passing("duration_exceeds_window"), `${MONDAY}T11:30`)).toBe("bookable");
  expect(starts(salon(), passing("duration_exceeds_window"), MONDAY).at(-1)).toBe("11:30");
});

test("only times of day that were asked for are listed", () => {
  const found = search(salon(), cut, {
    from: MONDAY,
    to: MONDAY,
    afterMinute: 9 * 60 + 30,
    beforeMinute: 11 * 60,
  });
  expect(found).toHaveLength(3);
});
