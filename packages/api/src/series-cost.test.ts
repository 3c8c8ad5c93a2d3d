import { onEngineTiming } from "@salon/core";
import { expect, test } from "vitest";
import { outcomeOf } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import { openYear, weekly } from "./testing/series.ts";

const DAY_LONG = 480;

test("the engine is asked again only for visits near one that stays, however many have to", async () => {
  await using api = await openTestApi();
  const desk = await openYear(api, { policy: { horizonDays: 366 } });
  const alice = await api.signUp("Alice");
  const { id: seriesId, occurrences } = await alice.api.series.create({ ...weekly(desk), count: 52 });
  const bookingId = occurrences[0]?.bookingId ?? "";
  let asked = 0;
  using _ = onEngineTiming(() => (asked += 1));
  const aWeekOn = { scope: "all", localStart: "2027-06-21T10:00", onConflict: "skip" } as const;
  const planned = await alice.api.series.previewUpdate({ seriesId, bookingId, ...aWeekOn });
  expect(planned.occurrences.map(({ code }) => code)).toEqual([
    ...Array.from({ length: 51 }, () => "staff_busy"),
    "beyond_horizon",
  ]);
  expect(asked).toBeLessThanOrEqual(2 * 52);
});

test("waits are tried for so many visits, and for more of them nobody else waits", async () => {
  await using api = await openTestApi();
  const desk = await openYear(api);
  const alice = await api.signUp("Alice");
  const eight = Array.from({ length: 8 }, () => ({ variantId: desk.colourId }));
  const wish = { ...weekly(desk), items: eight, maxWaitMinutes: DAY_LONG, onConflict: "skip" } as const;
  expect(await outcomeOf(alice.api.series.preview({ ...wish, count: 9 }))).toBe("invalid_input");
  expect(await outcomeOf(alice.api.series.create({ ...wish, count: 52 }))).toBe("invalid_input");
  const few = await alice.api.series.create({ ...weekly(desk), maxWaitMinutes: DAY_LONG, count: 9 });
  const bookingId = few.occurrences[0]?.bookingId ?? "";
  const all = { seriesId: few.id, bookingId, scope: "all", items: eight } as const;
  expect(await outcomeOf(alice.api.series.update(all))).toBe("invalid_input");
});
