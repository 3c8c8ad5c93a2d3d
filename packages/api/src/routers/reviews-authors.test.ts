import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { holding, openReviewed, photoOf, visited } from "../testing/reviewed.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

test("whatever the salon calls a guest afterwards, their review keeps the name that they had", async () => {
  const { desk, salonId } = await openReviewed(api);
  const guest = await visited(api, desk);
  const { id: reviewId } = await holding(api, guest.token).reviews.write({
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
  const { desk, alice, visit, mona, ratings, salonId } = await openReviewed(api);
  const guest = await visited(api, desk);
  const photo = await photoOf(api, guest.bookingId);
  const written = { bookingId: guest.bookingId, rating: 2, text: "Anonymous words", photoIds: [photo] };
  await holding(api, guest.token).reviews.write(written);
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
