import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { outcomeOf } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { holding, openReviewed, visited } from "../testing/reviewed.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

describe("moderation", () => {
  test("what most people report comes first; hidden, it counts for nothing, and restored it counts again", async () => {
    const { desk, alice, visit, mona, salonId, ratings } = await openReviewed(api);
    const max = await api.signUp("Max", { admin: "moderator" });
    const guest = await visited(api, desk);
    const nice = await holding(api, guest.token).reviews.write({ bookingId: guest.bookingId, rating: 5 });
    const rude = await alice.api.reviews.write({ ...visit, rating: 1, text: "Bea is an idiot" });
    const queue = async (more = {}) =>
      (await max.api.admin.listReviews({ salonId, ...more })).items.map(({ id, openReports }) => [
        id,
        openReports,
      ]);
    expect(await queue({ reported: true })).toEqual([]);

    await desk.bea.api.reviews.report({ reviewId: rude.id, reason: "offensive", text: "That is me" });
    await mona.api.reviews.report({ reviewId: rude.id, reason: "offensive" });
    await mona.api.reviews.report({ reviewId: nice.id, reason: "not_a_visit" });
    const twice = mona.api.reviews.report({ reviewId: rude.id, reason: "other" });
    expect(await outcomeOf(twice)).toBe("already_exists");
    expect(await queue()).toEqual([
      [rude.id, 2],
      [nice.id, 1],
    ]);

    const hidden = await max.api.reviews.hide({ reviewId: rude.id, reason: "An insult" });
    expect(hidden).toMatchObject({
      status: "hidden",
      openReports: 0,
      salonName: expect.stringContaining("Case") as string,
      reports: [
        { reason: "offensive", text: null },
        { reason: "offensive", text: "That is me" },
      ],
    });
    expect(await ratings()).toEqual({ sum: 5, count: 1 });
    expect((await api.anybody.reviews.list({ salonId })).items.map(({ id }) => id)).toEqual([nice.id]);
    expect(await outcomeOf(mona.api.reviews.get({ reviewId: rude.id }))).toBe("not_found");
    expect(await outcomeOf(mona.api.reviews.reply({ reviewId: rude.id, text: "Rude" }))).toBe("not_found");
    expect(await alice.api.reviews.ofVisit(visit)).toMatchObject({ status: "hidden" });
    await alice.api.reviews.update({ reviewId: rude.id, rating: 4, text: "Not for me" });
    expect(await ratings()).toEqual({ sum: 5, count: 1 });

    await max.api.reviews.restore({ reviewId: nice.id, reason: "A visit like any other" });
    expect(await queue()).toEqual(
      [
        [rude.id, 0],
        [nice.id, 0],
      ].toSorted(([a], [b]) => (String(a) < String(b) ? 1 : -1)),
    );
    await max.api.reviews.restore({ reviewId: rude.id, reason: "It is polite now" });
    expect(await ratings()).toEqual({ sum: 9, count: 2 });
    await vi.waitFor(async () => {
      const { items } = await mona.api.events.list({ salonId, limit: 100 });
      const told = items.filter(({ type }) => type.startsWith("review."));
      expect(told.map(({ type }) => type)).toEqual([
        "review.created",
        "review.created",
        "review.hidden",
        "review.updated",
        "review.restored",
      ]);
      expect(JSON.stringify(told)).not.toMatch(/idiot|polite|insult/i);
    }, 10_000);
  });

  test("is for moderators and superadmins", async () => {
    const { alice, visit, mona, owner } = await openReviewed(api);
    const { id: reviewId } = await alice.api.reviews.write({ ...visit, rating: 1 });
    const sam = await api.signUp("Sam", { admin: "support" });
    const judged = { reviewId, reason: "I do not like it" };
    for (const { api: caller } of [alice, mona, owner, sam]) {
      expect(await outcomeOf(caller.reviews.hide(judged))).toBe("forbidden");
      expect(await outcomeOf(caller.reviews.restore(judged))).toBe("forbidden");
      expect(await outcomeOf(caller.admin.listReviews({}))).toBe("forbidden");
    }
    expect(await outcomeOf(api.anybody.reviews.hide(judged))).toBe("unauthenticated");
  });
});
