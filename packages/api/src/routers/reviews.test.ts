import { randomUUID } from "node:crypto";
import type { Caller, Person } from "../testing/index.ts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openDesk, outcomeOf, outcomesOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { expectLatestEvent } from "../testing/latest-event.ts";
import { GUEST, monday } from "../testing/salon-with-bea.ts";

const DAY_MS = 24 * 60 * 60_000;
const later = (days: number) => new Date(monday("10:00").getTime() + days * DAY_MS);

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const hoursTaken = new WeakMap<Desk, number>();

/** A visit of somebody's to Bea, or of a guest's, done; each at an hour of its own. */
async function visited(desk: Desk, alice?: Person) {
  const hours = hoursTaken.get(desk) ?? 0;
  hoursTaken.set(desk, hours + 1);
  const startsAt = new Date(monday("09:00").getTime() + hours * 60 * 60_000);
  const items = [{ variantId: desk.cutId, staffId: desk.beaId }];
  const visit = { salonId: desk.salonId, items, startsAt };
  const made = alice
    ? await alice.api.bookings.create(visit)
    : await api.anybody.bookings.create({ ...visit, client: GUEST });
  await desk.bea.api.bookings.complete({ bookingId: made.id });
  return { bookingId: made.id, ...(made.bookingToken && { token: made.bookingToken }) };
}

/** A salon at whose desk Alice has been, after the visits. */
async function openReviewed() {
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice Liddell");
  const visit = await visited(desk, alice);
  const { salonId } = desk;
  const ratings = async () => {
    const [salon] = await api.sql<{ sum: number; count: number }[]>`
      select rating_sum as sum, rating_count as count from salons where id = ${salonId}`;
    return salon;
  };
  const clock = (now: Date | null) => desk.owner.api.salons.setTestClock({ salonId, now });
  return { ...desk, desk, alice, visit, ratings, clock };
}

/** A photo that was sent for a visit. */
async function photoOf(bookingId: string): Promise<string> {
  const id = randomUUID();
  const variants = [{ variant: "320", bytes: 10 }];
  await api.sql`
    insert into files (id, purpose, business_id, salon_id, booking_id, size_bytes, variants, width, height, ready_at)
    select ${id}, 'review_photo', business_id, salon_id, id, 10, ${api.sql.json(variants)}, 320, 200, now()
    from bookings where id = ${bookingId}`;
  return id;
}

function holding(token = ""): Caller {
  return api.as({ kind: "bookingHolder", token });
}

describe("writing", () => {
  test("Alice reviews her visit, and everybody reads it under her first name", async () => {
    const { alice, mona, visit, salonId, beaId, annId, clock } = await openReviewed();
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
    const { desk } = await openReviewed();
    const { bookingId, token } = await visited(desk);
    const review = await holding(token).reviews.write({ bookingId, rating: 2 });
    expect(review).toMatchObject({ author: { firstName: "Alice" }, text: null });
    const edited = await holding(token).reviews.update({ reviewId: review.id, text: "Cold water" });
    expect(edited).toMatchObject({ rating: 2, text: "Cold water", version: 2 });
    await holding(token).reviews.delete({ reviewId: review.id });
    expect(await outcomeOf(holding(token).reviews.ofVisit({ bookingId }))).toBe("not_found");
  });

  test("nobody reviews somebody else's visit, or from behind the desk", async () => {
    const { desk, alice, bea, mona, rita, visit, salonId } = await openReviewed();
    const [mallory, eve] = [await api.signUp("Mallory"), await openReviewed()];
    const review = { ...visit, rating: 1 };
    const { token } = await visited(desk);
    const program = api.as({ kind: "apiKey", keyId: visit.bookingId, salonId, scopes: ["reviews:write"] });
    expect(await outcomeOf(api.anybody.reviews.write(review))).toBe("unauthenticated");
    expect(await outcomeOf(mallory.api.reviews.write(review))).toBe("not_found");
    expect(await outcomeOf(eve.mona.api.reviews.write(review))).toBe("not_found");
    expect(await outcomeOf(holding(token).reviews.write(review))).toBe("not_found");
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
    const { alice, visit, salonId, cutId, beaId, annId, clock } = await openReviewed();
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
    const { alice, visit, ratings } = await openReviewed();
    const both = [5, 1].map((rating) => alice.api.reviews.write({ ...visit, rating }));
    expect(await outcomesOf(both)).toEqual({ already_exists: 1, done: 1 });
    expect(await ratings()).toMatchObject({ count: 1 });
  });
});

describe("changing", () => {
  test("Alice thinks better of it within two weeks, and the sums with her", async () => {
    const { alice, visit, beaId, ratings, clock } = await openReviewed();
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
    const { alice, visit, mona } = await openReviewed();
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
    const { alice, visit, mona, bea, ratings, clock } = await openReviewed();
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
    const { desk, alice, visit, mona } = await openReviewed();
    const { id: reviewId } = await alice.api.reviews.write({ ...visit, rating: 3 });
    const { token } = await visited(desk);
    const bob = await api.signUp("Bob");
    for (const [caller, outcome] of [
      [api.anybody, "unauthenticated"],
      [bob.api, "not_found"],
      [holding(token), "not_found"],
      [mona.api, "forbidden"],
    ] as const) {
      expect(await outcomeOf(caller.reviews.update({ reviewId, rating: 1 }))).toBe(outcome);
      expect(await outcomeOf(caller.reviews.delete({ reviewId }))).toBe(outcome);
    }
  });
});

describe("photos", () => {
  const attached = async (ids: readonly string[]) => {
    const rows = await api.sql<{ id: string }[]>`
      select id from files where id = any(${[...ids]}) and attached_at is not null order by id`;
    return rows.map(({ id }) => id);
  };

  test("of the visit are shown in their order, taken back, and go with the review", async () => {
    const { alice, visit } = await openReviewed();
    const [one, two] = [await photoOf(visit.bookingId), await photoOf(visit.bookingId)];
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
    const { desk, alice, visit } = await openReviewed();
    const other = await visited(desk, alice);
    const [theirs, hers] = [await photoOf(other.bookingId), await photoOf(visit.bookingId)];
    const write = (photoIds: string[]) => alice.api.reviews.write({ ...visit, rating: 5, photoIds });
    expect(await outcomeOf(write([hers, theirs]))).toBe("invalid_input");
    expect(await outcomeOf(write([randomUUID()]))).toBe("invalid_input");
    expect(await attached([hers, theirs])).toEqual([]);
    expect(await outcomeOf(write([hers]))).toBe("done");
    const second = alice.api.reviews.write({ ...other, rating: 5, photoIds: [hers] });
    expect(await outcomeOf(second)).toBe("invalid_input");
  });

  test("of a hidden review nobody fetches, and they come back with it", async () => {
    const { alice, visit } = await openReviewed();
    const max = await api.signUp("Max", { admin: "moderator" });
    const photo = await photoOf(visit.bookingId);
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

test("Mona answers, answers anew and takes it back; nobody else does", async () => {
  const { alice, visit, mona, rita, clock } = await openReviewed();
  const elsewhere = await openReviewed();
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

describe("lists", () => {
  test("are sorted, filtered and paged, and no cursor fits another list", async () => {
    const { desk, salonId, beaId, annId, clock } = await openReviewed();
    for (const [day, rating] of [3, 5, 1, 5].entries()) {
      const bob = await api.signUp(`Bob ${day}`);
      const { bookingId } = await visited(desk, bob);
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
    const { alice, visit, bea, salonId } = await openReviewed();
    const { id: reviewId } = await alice.api.reviews.write({ ...visit, rating: 3 });
    await api.sql`update salons set status = 'suspended', suspended_from = 'draft' where id = ${salonId}`;
    expect(await outcomeOf(api.anybody.reviews.list({ salonId }))).toBe("not_found");
    expect(await outcomeOf(api.anybody.reviews.get({ reviewId }))).toBe("not_found");
    expect(await outcomeOf(alice.api.reviews.report({ reviewId, reason: "other" }))).toBe("not_found");
    expect((await bea.api.reviews.list({ salonId })).items).toHaveLength(1);
    expect(await bea.api.reviews.get({ reviewId })).toMatchObject({ rating: 3 });
  });

  test("take the same few statements, however many there are", async () => {
    const { desk, alice, visit, salonId } = await openReviewed();
    await alice.api.reviews.write({ ...visit, rating: 3 });
    const list = () => api.anybody.reviews.list({ salonId });
    expect(await api.statementsOf(list)).toHaveLength(2);
    const { bookingId, token } = await visited(desk);
    await holding(token).reviews.write({ bookingId, rating: 4 });
    expect(await api.statementsOf(list)).toHaveLength(2);
  });
});

describe("moderation", () => {
  test("what most people report comes first; hidden, it counts for nothing, and restored it counts again", async () => {
    const { desk, alice, visit, mona, salonId, ratings } = await openReviewed();
    const max = await api.signUp("Max", { admin: "moderator" });
    const guest = await visited(desk);
    const nice = await holding(guest.token).reviews.write({ bookingId: guest.bookingId, rating: 5 });
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
    const { alice, visit, mona, owner } = await openReviewed();
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

test("whatever the salon calls a guest afterwards, their review keeps the name that they had", async () => {
  const { desk, salonId } = await openReviewed();
  const guest = await visited(desk);
  const { id: reviewId } = await holding(guest.token).reviews.write({
    bookingId: guest.bookingId,
    rating: 1,
  });
  const author = async () => (await api.anybody.reviews.get({ reviewId })).author;
  const before = await author();
  const { client } = await desk.mona.api.bookings.get({ bookingId: guest.bookingId });
  await desk.rita.api.clients.update({ salonId, clientId: client?.id ?? "", name: "Liar" });
  expect(await author()).toEqual(before);
  const known = await desk.rita.api.clients.create({ salonId, name: "Somebody Else" });
  await desk.mona.api.clients.merge({ salonId, clientId: known.id, duplicateId: client?.id ?? "" });
  expect(await author()).toEqual(before);
});

test("of an author who is erased the figures stay, and no word", async () => {
  const { desk, alice, visit, mona, ratings, salonId } = await openReviewed();
  const guest = await visited(desk);
  const photo = await photoOf(guest.bookingId);
  const written = { bookingId: guest.bookingId, rating: 2, text: "Anonymous words", photoIds: [photo] };
  await holding(guest.token).reviews.write(written);
  const { id: reviewId } = await alice.api.reviews.write({ ...visit, rating: 5, text: "Alice's words" });
  await mona.api.reviews.reply({ reviewId, text: "Thank you, Ms Liddell" });
  expect(JSON.stringify(await alice.api.me.export())).toMatch(/Alice's words.*Thank you, Ms Liddell/);
  const fresh = { kind: "user", userId: alice.userId, emailVerified: true, signedInAt: new Date() } as const;
  await api.as(fresh).me.erase();
  const gone = { text: null, photos: [], reply: null, author: { firstName: "Erased" } };
  expect(await api.anybody.reviews.get({ reviewId })).toMatchObject({ ...gone, rating: 5 });
  const { client } = await mona.api.bookings.get({ bookingId: guest.bookingId });
  await mona.api.clients.erase({ salonId, clientId: client?.id ?? "" });
  expect((await api.anybody.reviews.list({ salonId, rating: 2 })).items).toMatchObject([gone]);
  expect(await ratings()).toEqual({ sum: 7, count: 2 });
});

test("whatever is done at once, the sums are those of a recount", async () => {
  const { desk, owner } = await openReviewed();
  const max = await api.signUp("Max", { admin: "moderator" });
  const guests: Awaited<ReturnType<typeof visited>>[] = [];
  for (let count = 0; count < 5; count += 1) guests.push(await visited(desk));
  const ids = await Promise.all(
    guests.map(async ({ bookingId, token }, index) => {
      const staff = [{ staffId: desk.beaId, rating: 1 + (index % 5) }];
      return holding(token).reviews.write({ bookingId, rating: 1 + index, staff });
    }),
  );
  const steps = ids.flatMap(({ id: reviewId }, index) => {
    const author = () => holding(guests[index]?.token).reviews;
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
