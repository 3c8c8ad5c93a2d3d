import { expect, test } from "vitest";
import { allocationsOf } from "./allocations.ts";
import { visitAt } from "./testing/ask.ts";
import { at, visit, worldOf } from "./testing/salon.ts";

const MONDAY = "2027-06-14";

const world = worldOf({
  hours: [{ weekdays: [1], opens: "09:00", closes: "12:00" }],
  services: {
    cut: { segments: [["active", 30]], after: 10 },
    colour: { segments: [["active", 30]], before: 5 },
  },
  staff: { ann: { services: ["cut", "colour"] }, bea: { services: ["cut"] } },
});

test("blocks of one calendar that overlap or touch are one; the client is taken once, without buffers", () => {
  const both = visit([
    { service: "cut", staff: "ann" },
    { service: "colour", staff: "ann" },
  ]);
  expect(allocationsOf(visitAt(world, both, `${MONDAY}T09:00`), 99)).toEqual([
    { calendarId: 1, start: at(`${MONDAY}T07:00:00Z`), end: at(`${MONDAY}T08:00:00Z`) },
    { calendarId: 99, start: at(`${MONDAY}T07:00:00Z`), end: at(`${MONDAY}T08:00:00Z`) },
  ]);
});

test("calendars come in their order, whatever the items' is; a guest has none", () => {
  const both = visit([
    { service: "cut", staff: "bea" },
    { service: "colour", staff: "ann" },
  ]);
  expect(allocationsOf(visitAt(world, both, `${MONDAY}T09:00`), null)).toEqual([
    { calendarId: 1, start: at(`${MONDAY}T07:25:00Z`), end: at(`${MONDAY}T08:00:00Z`) },
    { calendarId: 2, start: at(`${MONDAY}T07:00:00Z`), end: at(`${MONDAY}T07:40:00Z`) },
  ]);
});
