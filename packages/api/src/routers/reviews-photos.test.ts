import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outcomeOf } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { openReviewed, photoOf, visited } from "../testing/reviewed.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

describe("photos", () => {
  const attached = async (ids: readonly string[]) => {
    const rows = await api.sql<{ id: string }[]>`
      select id from files where id = any(${[...ids]}) and attached_at is not null order by id`;
    return rows.map(({ id }) => id);
  };

  test("of the visit are shown in their order, taken back, and go with the review", async () => {
    const { alice, visit } = await openReviewed(api);
    const [one, two] = [await photoOf(api, visit.bookingId), await photoOf(api, visit.bookingId)];
    const { id: reviewId } = await alice.api.reviews.write({ ...visit, rating: 5, photoIds: [two, one] });
    const shown = async () => (await api.anybody.reviews.get({ reviewId })).photos.map(({ id }) => id);
    expect(await shown()).toEqual([two, one]);
    const { photos } = await alice.api.reviews.update({ reviewId, photoIds: [one] });
    expect(photos).toEqual([
      {
        id: one,
        urls: { 320: `/api/v1/files/${one}/320` },
        avifUrls: {},
        thumbHash: null,
        width: 320,
        height: 200,
      },
    ]);
    expect(await attached([one, two])).toEqual([one]);
    await alice.api.reviews.delete({ reviewId });
    expect(await attached([one, two])).toEqual([]);
  });

  test("of another visit, or of another review, are not to be had", async () => {
    const { desk, alice, visit } = await openReviewed(api);
    const other = await visited(api, desk, alice);
    const [theirs, hers] = [await photoOf(api, other.bookingId), await photoOf(api, visit.bookingId)];
    const write = (photoIds: string[]) => alice.api.reviews.write({ ...visit, rating: 5, photoIds });
    expect(await outcomeOf(write([hers, theirs]))).toBe("invalid_input");
    expect(await outcomeOf(write([randomUUID()]))).toBe("invalid_input");
    expect(await attached([hers, theirs])).toEqual([]);
    expect(await outcomeOf(write([hers]))).toBe("done");
    const second = alice.api.reviews.write({ ...other, rating: 5, photoIds: [hers] });
    expect(await outcomeOf(second)).toBe("invalid_input");
  });

  test("of a hidden review nobody fetches, and they come back with it", async () => {
    const { alice, visit } = await openReviewed(api);
    const max = await api.signUp("Max", { admin: "moderator" });
    const photo = await photoOf(api, visit.bookingId);
    const { id: reviewId } = await alice.api.reviews.write({ ...visit, rating: 5, photoIds: [photo] });
    await max.api.reviews.hide({ reviewId, reason: "Whose face is that?" });
    expect(await attached([photo])).toEqual([]);
    expect(await alice.api.reviews.ofVisit(visit)).toMatchObject({ photos: [] });
    expect(await outcomeOf(alice.api.reviews.update({ reviewId, photoIds: [] }))).toBe("invalid_transition");
    const restored = await max.api.reviews.restore({ reviewId, reason: "Her own" });
    expect(restored.photos.map(({ id }) => id)).toEqual([photo]);
    expect(await attached([photo])).toEqual([photo]);
  });
});
