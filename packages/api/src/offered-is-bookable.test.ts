import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemOf } from "./problem-of.ts";
import { furnish, named } from "./testing/case-salon.ts";
import type { FurnishedSalon } from "./testing/case-salon.ts";
import { holderOf } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { TestApi } from "./testing/index.ts";
import { expectInvariants } from "./testing/invariants.ts";
import { randomSalons, randomWishes } from "./testing/random-salons.ts";
import { GUEST } from "./testing/salon-with-bea.ts";

const SALONS = 6;
const WISHES = 3;
const samples = fc.sample(
  fc.tuple(randomSalons, fc.array(randomWishes, { minLength: WISHES, maxLength: WISHES })),
  {
    seed: 20_270_614,
    numRuns: SALONS,
  },
);

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

describe.each(samples)("a salon like $0", ({ described, now, from }, wishes) => {
  const to = new Date(Date.parse(from) + 86_400_000).toISOString().slice(0, 10);
  let salon: FurnishedSalon;

  beforeAll(async () => {
    salon = await furnish(api, described, now);
    const { salonId, owner, staff, variants } = salon;
    const startsAt = new Date(`${from}T03:00:00Z`);
    await owner.api.timeOff.create({
      salonId,
      staffId: named(staff, "ann"),
      startsAt,
      endsAt: new Date(startsAt.getTime() + 6 * 3_600_000),
    });
    const items = [{ variantId: named(variants, "cut") }];
    const { slots } = await api.anybody.availability.search({ salonId, from, to, items });
    for (const slot of everyNth(slots, 3))
      await outcome(api.anybody.bookings.create({ salonId, startsAt: slot.startsAt, items, client: GUEST }));
  });

  test.each(wishes)(
    "what it offers for $items ($mode) can be had, and what it does not is refused as explained",
    async (wish) => {
      const asked = wishOf(wish);
      const { slots } = await api.anybody.availability.search({ ...asked, from, to });
      for (const { startsAt, endsAt, items, price } of everyNth(slots, 5)) {
        expect(await api.anybody.availability.explain({ ...asked, startsAt })).toEqual({
          bookable: true,
          reasons: [],
          alternatives: [],
        });
        const held = await api.anybody.bookings.create({ ...asked, startsAt, hold: true });
        expect(held).toMatchObject({
          endsAt,
          total: price,
          items: items.map(({ price: _, alternatives: __, ...item }) => item),
        });
        await holderOf(api, held).release({ bookingId: held.id });
      }
      const listed = new Set(slots.map(({ startsAt }) => startsAt.getTime()));
      for (const startsAt of everyNth(quartersOf(from), 6)) {
        if (listed.has(startsAt.getTime())) continue;
        const code = await outcome(api.anybody.bookings.create({ ...asked, startsAt, client: GUEST }));
        const { bookable, reasons } = await api.anybody.availability.explain({ ...asked, startsAt });
        expect(bookable).toBe(false);
        expect(reasons.map((reason) => reason.code)).toContain(code);
      }
    },
  );

  test("all that it offers is booked, one after the other, until nothing is left of it", async () => {
    const [wish] = wishes;
    if (!wish) throw new Error("There is a wish for every salon");
    const asked = wishOf(wish);
    const search = async () =>
      (await api.anybody.availability.search({ ...asked, from, to })).slots.map(({ startsAt }) => startsAt);
    let starts = await search();
    for (let tried = 0; starts.length > 0 && tried < 30; tried += 1, starts = await search()) {
      const startsAt = starts[(tried * 7) % starts.length];
      expect(await outcome(api.anybody.bookings.create({ ...asked, startsAt, client: GUEST }))).toBe("done");
    }
    for (const startsAt of everyNth(starts, 3))
      expect(await outcome(api.anybody.bookings.quote({ ...asked, startsAt }))).toBe("done");
  });

  function wishOf({ items, ...wish }: (typeof wishes)[number]) {
    return {
      ...wish,
      salonId: salon.salonId,
      items: items.map(({ service, staff }) => ({
        variantId: named(salon.variants, service),
        staffId: staff && named(salon.staff, staff),
      })),
    };
  }
});

async function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "done",
    (error: unknown) => problemOf(error).code,
  );
}

/** At most `count` of them, spread over all. */
function everyNth<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, index) => index % step === 0).slice(0, count);
}

function quartersOf(date: string): Date[] {
  return Array.from(
    { length: 192 },
    (_, index) => new Date(Date.parse(`${date}T00:00:00Z`) + index * 15 * 60_000),
  );
}
