import { expect, test } from "vitest";
import { isGivenUp, isOutage, outcomeOf, waitMs } from "./rules.ts";

const HOUR_MS = 3_600_000;

/** When something that always fails is tried, in milliseconds after the first time. */
function attempts(random: () => number): number[] {
  const at = [0];
  for (let failing = 0; !isGivenUp(failing); at.push(failing)) failing += waitMs(failing, random());
  return at;
}

test("what always fails is tried at once, ever more seldom, and for more than a day", () => {
  const at = attempts(() => 0.5);
  expect(at.slice(0, 6)).toEqual([0, 5_000, 10_000, 20_000, 40_000, 80_000]);
  expect(at).toHaveLength(18);
  const waits = at.slice(1).map((ms, index) => ms - (at[index] ?? 0));
  expect(Math.max(...waits)).toBe(6 * HOUR_MS);
});

test.each([0, 0.25, 0.75, 0.999])(
  "chance (%d) moves an attempt by a fifth at most, and never ends it within a day",
  (chance) => {
    for (const failing of [0, 60_000, 10 * HOUR_MS])
      expect(Math.abs(waitMs(failing, chance) / waitMs(failing, 0.5) - 1)).toBeLessThanOrEqual(0.2);
    const at = attempts(() => chance);
    expect(at.at(-1)).toBeGreaterThan(24 * HOUR_MS);
    expect(at.length).toBeGreaterThan(14);
  },
);

test("2xx is delivered, 410 asks us to stay away, everything else is a failure", () => {
  expect([200, 201, 204, 299].map((status) => outcomeOf({ status }))).toEqual(Array(4).fill("delivered"));
  expect(outcomeOf({ status: 410 })).toBe("gone");
  for (const status of [null, 199, 301, 304, 400, 429, 500]) expect(outcomeOf({ status })).toBe("failed");
});

test("an address that was away for a minute was away", () => {
  expect([isOutage(59_999), isOutage(60_000)]).toEqual([false, true]);
});
