import * as fc from "fast-check";
import { expect, test } from "vitest";
import { explain } from "./explain.ts";
import type { Instant } from "./model.ts";
import { refuse } from "./refuse.ts";
import { search } from "./search.ts";
import { situations, type Situation } from "./testing/random-salon.ts";
import { Reference } from "./testing/reference.ts";

const MINUTE_MS = 60_000;
const otherMinutes = fc.array(fc.integer({ min: 0, max: 1440 }), { maxLength: 8 });

test("what is listed can be booked, what is not has a reason, and a slower reading of the rules agrees", () => {
  fc.assert(
    fc.property(situations, otherMinutes, (situation, minutes) => {
      const { world, request, range } = situation;
      const reference = new Reference(world, request, range.from, range.to);
      const grid = reference.gridStarts(range);
      const bookable = grid.filter((start) => reference.judge(start).bookable);
      const visits = search(world, request, range);
      expect(visits.map(({ start }) => start)).toEqual(bookable);
      expect(visits.map((visit) => ({ bookable: true, visit }))).toEqual(
        bookable.map((start) => reference.judge(start)),
      );

      const besideGrid = minutes.map((minute): Instant => (grid[0] ?? world.now) + minute * MINUTE_MS);
      const lastStart = grid.at(-1) ?? world.now;
      for (const start of [...grid, ...besideGrid.filter((minute) => minute <= lastStart)])
        expect(answersAt(situation, start)).toEqual({ verdict: reference.judge(start), isExplained: true });
    }),
    { numRuns: 200 },
  );
}, 600_000);

/** A reason for what is refused, that of the refusal among them; none for what can be booked. */
function answersAt({ world, request }: Situation, start: Instant) {
  const verdict = refuse(world, request, start);
  const reasons = explain(world, request, start);
  const isExplained = verdict.bookable
    ? reasons.length === 0
    : reasons.some(({ refusal }) => refusal === verdict.refusal);
  return { verdict, isExplained };
}
