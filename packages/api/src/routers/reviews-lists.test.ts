import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outcomeOf } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { holding, later, openReviewed, visited } from "../testing/reviewed.ts";

const DAY_MS = 24 * 60 * 60_000;
let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

describe("lists", () => {
  test("are sorted, filtered and paged, and no cursor fits another list", async () => {
    const { desk, salonId, beaId, annId, clock } = await openReviewed(api);
    for (const [day, rating] of [3, 5, 1, 5].entries()) {
      const bob = await api.signUp(`Bob ${day}`);
      const { bookingId } = await visited(api, desk, bob);
      await clock(later(day + 5));
      await bob.api.reviews.write({ bookingId, rating });
      await clock(new Date("2027-06-07T06:00:00Z"));
    }
    const pages = async (query: object) => {
      const found: [number, number][] = [];
      let cursor: string | undefined;
      do {
        const page = await api.anybody.reviews.list({
          salonId,
          limit: 1,
          ...query,
          ...(cursor && { cursor }),
        });
        for (const { rating, createdAt } of page.items)
          found.push([rating, (createdAt.getTime() - later(5).getTime()) / DAY_MS]);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return found;
    };
    expect(await pages({})).toEqual([
      [5, 3],
      [1, 2],
      [5, 1],
      [3, 0],
    ]);
    expect(await pages({ sort: "highest" })).toEqual([
      [5, 3],
      [5, 1],
      [3, 0],
      [1, 2],
    ]);
    expect(await pages({ sort: "lowest" })).toEqual([
      [1, 2],
      [3, 0],
      [5, 3],
      [5, 1],
    ]);
    expect(await pages({ rating: 5 })).toEqual([
      [5, 3],
      [5, 1],
    ]);
    expect(await pages({ staffId: beaId })).toHaveLength(4);
    expect(await pages({ staffId: annId })).toEqual([]);

    const { nextCursor } = await api.anybody.reviews.list({ salonId, limit: 1, sort: "highest" });
    const [at, id] = ["2027-06-14T08:00:00.000Z", salonId];
    const made = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
    for (const cursor of [
      nextCursor ?? "",
      "x",
      made("newest", "0", at),
      made("newest", "0.5", at, id),
      made("newest", "99999999999", at, id),
      made("newest", "0", "2027-02-30T08:00:00Z", id),
    ])
      expect(await outcomeOf(api.anybody.reviews.list({ salonId, cursor }))).toBe("invalid_input");
    expect(await outcomeOf(api.anybody.reviews.list({ salonId, cursor: made("newest", "0", at, id) }))).toBe(
      "done",
    );
  });

  test("of a salon that is no longer public are its own people's", async () => {
    const { alice, visit, bea, salonId } = await openReviewed(api);
    const { id: reviewId } = await alice.api.reviews.write({ ...visit, rating: 3 });
    await api.sql`update salons set status = 'suspended', suspended_from = 'draft' where id = ${salonId}`;
    expect(await outcomeOf(api.anybody.reviews.list({ salonId }))).toBe("not_found");
    expect(await outcomeOf(api.anybody.reviews.get({ reviewId }))).toBe("not_found");
    expect(await outcomeOf(alice.api.reviews.report({ reviewId, reason: "other" }))).toBe("not_found");
    expect((await bea.api.reviews.list({ salonId })).items).toHaveLength(1);
    expect(await bea.api.reviews.get({ reviewId })).toMatchObject({ rating: 3 });
  });

  test("take the same few statements, however many there are", async () => {
    const { desk, alice, visit, salonId } = await openReviewed(api);
    await alice.api.reviews.write({ ...visit, rating: 3 });
    const list = () => api.anybody.reviews.list({ salonId });
    expect(await api.statementsOf(list)).toHaveLength(2);
    const { bookingId, token } = await visited(api, desk);
    await holding(api, token).reviews.write({ bookingId, rating: 4 });
    expect(await api.statementsOf(list)).toHaveLength(2);
  });
});
