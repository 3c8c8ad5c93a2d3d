import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outcomeOf, outcomesOf } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { expectLatestEvent } from "../testing/latest-event.ts";
import { holding, later, openReviewed, visited } from "../testing/reviewed.ts";
import { monday } from "../testing/salon-with-bea.ts";

const DAY_MS = 24 * 60 * 60_000;
let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

describe("writing", () => {
  test("Alice reviews her visit, and everybody reads it under her first name", async () => {
    const { alice, mona, visit, salonId, beaId, annId, clock } = await openReviewed(api);
    await clock(later(1));
    const text = "<b>Lovely</b> & quick";
    const staff = [{ staffId: beaId, rating: 5 }];
    const review = await alice.api.reviews.write({ bookingId: visit.bookingId, rating: 4, text, staff });
    expect(review).toMatchObject({
      salonId,
      status: "published",
      rating: 4,
      text,
      author: { firstName: "Alice" },
      staff: [{ staffId: beaId, name: "bea", rating: 5 }],
      reply: null,
      version: 1,
      createdAt: later(1),
      editedAt: null,
    });
    expect(await api.anybody.reviews.get({ reviewId: review.id })).toEqual(review);
    expect((await api.anybody.reviews.list({ salonId })).items).toEqual([review]);
    expect(await alice.api.reviews.ofVisit(visit)).toEqual(review);
    expect(JSON.stringify(review)).not.toMatch(new RegExp(`Liddell|@|${visit.bookingId}|${alice.userId}`));

    expect(await api.anybody.salons.get({ salonId })).toMatchObject({ rating: { average: 4, count: 1 } });
    const { items: people } = await api.anybody.staff.list({ salonId });
    expect(people.find(({ id }) => id === beaId)?.rating).toEqual({ average: 5, count: 1 });
    expect(people.find(({ id }) => id === annId)?.rating).toEqual({ average: null, count: 0 });

    const { id } = review;
    const facts = {
      id,
      bookingId: visit.bookingId,
      rating: 4,
      staff,
      photoIds: [],
      status: "published",
      replied: false,
    };
    await expectLatestEvent(mona.api, salonId, { type: "review.created", data: { ...facts, version: 1 } });
  });

  test("a guest reviews with the booking's token", async () => {
    const { desk } = await openReviewed(api);
    const { bookingId, token } = await visited(api, desk);
    const review = await holding(api, token).reviews.write({ bookingId, rating: 2 });
    expect(review).toMatchObject({ author: { firstName: "Alice" }, text: null });
    const edited = await holding(api, token).reviews.update({ reviewId: review.id, text: "Cold water" });
    expect(edited).toMatchObject({ rating: 2, text: "Cold water", version: 2 });
    await holding(api, token).reviews.delete({ reviewId: review.id });
    expect(await outcomeOf(holding(api, token).reviews.ofVisit({ bookingId }))).toBe("not_found");
  });

  test("nobody reviews somebody else's visit, or from behind the desk", async () => {
    const { desk, alice, bea, mona, rita, visit, salonId } = await openReviewed(api);
    const [mallory, eve] = [await api.signUp("Mallory"), await openReviewed(api)];
    const review = { ...visit, rating: 1 };
    const { token } = await visited(api, desk);
    const program = api.as({ kind: "apiKey", keyId: visit.bookingId, salonId, scopes: ["reviews:write"] });
    expect(await outcomeOf(api.anybody.reviews.write(review))).toBe("unauthenticated");
    expect(await outcomeOf(mallory.api.reviews.write(review))).toBe("not_found");
    expect(await outcomeOf(eve.mona.api.reviews.write(review))).toBe("not_found");
    expect(await outcomeOf(holding(api, token).reviews.write(review))).toBe("not_found");
    for (const one of [bea, mona, rita])
      expect(await outcomeOf(one.api.reviews.write(review))).toBe("forbidden");
    expect(await outcomeOf(program.reviews.write(review))).toBe("forbidden");
    const admin = {
      kind: "user",
      userId: alice.userId,
      emailVerified: true,
      impersonatorId: mona.userId,
    } as const;
    expect(await outcomeOf(api.as(admin).reviews.write(review))).toBe("forbidden");

    // A stylist is a colleague's client at times.
    const items = [{ variantId: desk.cutId, staffId: desk.annId }];
    const own = await bea.api.bookings.create({ salonId, items, startsAt: monday("16:00") });
    await rita.api.bookings.complete({ bookingId: own.id });
    expect(await outcomeOf(bea.api.reviews.write({ bookingId: own.id, rating: 5 }))).toBe("forbidden");
  });

  test("only a visit that was completed is reviewed, for thirty days, and only who served is rated", async () => {
    const { alice, visit, salonId, cutId, beaId, annId, clock } = await openReviewed(api);
    const items = [{ variantId: cutId, staffId: beaId }];
    const ahead = await alice.api.bookings.create({ salonId, items, startsAt: later(7) });
    expect(await outcomeOf(alice.api.reviews.write({ bookingId: ahead.id, rating: 5 }))).toBe(
      "visit_not_completed",
    );
    const stranger = { ...visit, rating: 5, staff: [{ staffId: annId, rating: 1 }] };
    expect(await outcomeOf(alice.api.reviews.write(stranger))).toBe("invalid_input");
    const { endsAt } = await alice.api.bookings.get(visit);
    await clock(new Date(endsAt.getTime() + 30 * DAY_MS + 1));
    expect(await outcomeOf(alice.api.reviews.write({ ...visit, rating: 5 }))).toBe("too_late_to_review");
    await clock(new Date(endsAt.getTime() + 30 * DAY_MS));
    expect(await outcomeOf(alice.api.reviews.write({ ...visit, rating: 5 }))).toBe("done");
  });

  test("of two reviews at once of one visit there is one", async () => {
    const { alice, visit, ratings } = await openReviewed(api);
    const both = [5, 1].map((rating) => alice.api.reviews.write({ ...visit, rating }));
    expect(await outcomesOf(both)).toEqual({ already_exists: 1, done: 1 });
    expect(await ratings()).toMatchObject({ count: 1 });
  });
});

describe("changing", () => {
  test("Alice thinks better of it within two weeks, and the sums with her", async () => {
    const { alice, visit, beaId, ratings, clock } = await openReviewed(api);
    const { id: reviewId } = await alice.api.reviews.write({
      ...visit,
      rating: 2,
      text: "Meh",
      staff: [{ staffId: beaId, rating: 1 }],
    });
    await clock(later(1));
    const edited = await alice.api.reviews.update({
      reviewId,
      rating: 5,
      text: null,
      staff: [],
      ifVersion: 1,
    });
    expect(edited).toMatchObject({ rating: 5, text: null, version: 2, editedAt: later(1) });
    expect(edited.staff).toEqual([{ staffId: beaId, name: "bea", rating: null }]);
    expect(await ratings()).toEqual({ sum: 5, count: 1 });
    expect(await outcomeOf(alice.api.reviews.update({ reviewId, rating: 1, ifVersion: 1 }))).toBe(
      "version_mismatch",
    );
    await clock(later(15));
    expect(await outcomeOf(alice.api.reviews.update({ reviewId, rating: 1 }))).toBe("too_late_to_review");
    expect(await outcomeOf(alice.api.reviews.delete({ reviewId }))).toBe("done");
    expect(await ratings()).toEqual({ sum: 0, count: 0 });
  });

  test("what was taken back is gone, and the visit gets no other review", async () => {
    const { alice, visit, mona } = await openReviewed(api);
    const { id: reviewId } = await alice.api.reviews.write({ ...visit, rating: 1, text: "Awful" });
    await alice.api.reviews.delete({ reviewId });
    for (const call of [
      () => api.anybody.reviews.get({ reviewId }),
      () => alice.api.reviews.update({ reviewId, rating: 2 }),
      () => alice.api.reviews.delete({ reviewId }),
      () => mona.api.reviews.reply({ reviewId, text: "Why?" }),
      () => alice.api.reviews.report({ reviewId, reason: "other" }),
    ])
      expect(await outcomeOf(call())).toBe("not_found");
    expect(await outcomeOf(alice.api.reviews.write({ ...visit, rating: 5 }))).toBe("already_exists");
    expect(await api.sql`select text from reviews where id = ${reviewId}`).toEqual([{ text: null }]);
  });

  test("while a visit is reopened its review stays and waits", async () => {
    const { alice, visit, mona, bea, ratings, clock } = await openReviewed(api);
    const { endsAt } = await alice.api.bookings.get(visit);
    await clock(endsAt);
    const { id: reviewId } = await alice.api.reviews.write({ ...visit, rating: 3 });
    await mona.api.bookings.reopen(visit);
    expect(await outcomeOf(alice.api.reviews.update({ reviewId, rating: 1 }))).toBe("visit_not_completed");
    expect(await ratings()).toEqual({ sum: 3, count: 1 });
    await bea.api.bookings.complete(visit);
    expect(await outcomeOf(alice.api.reviews.update({ reviewId, rating: 1 }))).toBe("done");
  });

  test("nobody changes another's review", async () => {
    const { desk, alice, visit, mona } = await openReviewed(api);
    const { id: reviewId } = await alice.api.reviews.write({ ...visit, rating: 3 });
    const { token } = await visited(api, desk);
    const bob = await api.signUp("Bob");
    for (const [caller, outcome] of [
      [api.anybody, "unauthenticated"],
      [bob.api, "not_found"],
      [holding(api, token), "not_found"],
      [mona.api, "forbidden"],
    ] as const) {
      expect(await outcomeOf(caller.reviews.update({ reviewId, rating: 1 }))).toBe(outcome);
      expect(await outcomeOf(caller.reviews.delete({ reviewId }))).toBe(outcome);
    }
  });
});

test("Mona answers, answers anew and takes it back; nobody else does", async () => {
  const { alice, visit, mona, rita, clock } = await openReviewed(api);
  const elsewhere = await openReviewed(api);
  const { id: reviewId } = await alice.api.reviews.write({ ...visit, rating: 3 });
  await clock(later(2));
  const said = await mona.api.reviews.reply({ reviewId, text: "Thank you!" });
  expect(said.reply).toEqual({ text: "Thank you!", repliedAt: later(2) });
  expect(await mona.api.reviews.reply({ reviewId, text: "Thanks" })).toMatchObject({
    reply: { text: "Thanks" },
  });
  for (const [caller, outcome] of [
    [api.anybody, "unauthenticated"],
    [alice.api, "not_found"],
    [rita.api, "forbidden"],
    [elsewhere.mona.api, "not_found"],
  ] as const) {
    expect(await outcomeOf(caller.reviews.reply({ reviewId, text: "Ha" }))).toBe(outcome);
    expect(await outcomeOf(caller.reviews.removeReply({ reviewId }))).toBe(outcome);
  }
  await mona.api.reviews.removeReply({ reviewId });
  expect(await api.anybody.reviews.get({ reviewId })).toMatchObject({ reply: null, version: 4 });
});

test("whatever is done at once, the sums are those of a recount", async () => {
  const { desk, owner } = await openReviewed(api);
  const max = await api.signUp("Max", { admin: "moderator" });
  const guests: Awaited<ReturnType<typeof visited>>[] = [];
  for (let count = 0; count < 5; count += 1) guests.push(await visited(api, desk));
  const ids = await Promise.all(
    guests.map(async ({ bookingId, token }, index) => {
      const staff = [{ staffId: desk.beaId, rating: 1 + (index % 5) }];
      return holding(api, token).reviews.write({ bookingId, rating: 1 + index, staff });
    }),
  );
  const steps = ids.flatMap(({ id: reviewId }, index) => {
    const author = () => holding(api, guests[index]?.token).reviews;
    const staff = [{ staffId: desk.beaId, rating: 5 - index }];
    return [
      () => author().update({ reviewId, rating: 5 - index }),
      () => max.api.reviews.hide({ reviewId, reason: "At once" }),
      () => author().update({ reviewId, staff }),
      () => max.api.reviews.restore({ reviewId, reason: "At once" }),
      () => author().update({ reviewId, rating: 3, staff: [] }),
      () => owner.api.reviews.reply({ reviewId, text: "Thank you" }),
      ...(index === 4 ? [() => author().delete({ reviewId })] : []),
    ];
  });
  const order = steps.map((step) => ({ step, at: Math.random() })).toSorted((a, b) => a.at - b.at);
  const outcomes = await outcomesOf(order.map(({ step }) => step()));
  expect(Object.keys(outcomes).filter((code) => !["done", "not_found"].includes(code))).toEqual([]);
  await expectInvariants(api);
});
