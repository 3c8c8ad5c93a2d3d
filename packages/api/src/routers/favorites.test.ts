import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf, outcomesOf } from "../testing/desk.ts";
import { salonInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import type { Person, TestApi } from "../testing/index.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

async function openSalons(...names: string[]) {
  const olga = await api.signUp("Olga");
  const made = names.map((name) => olga.api.salons.create(salonInput({ name })));
  const ids = (await Promise.all(made)).map(({ id }) => id);
  await api.sql`update salons set status = 'published' where id = any(${ids})`;
  return { olga, ids };
}

async function namesOf({ api: caller }: Person): Promise<string[]> {
  const { items } = await caller.favorites.list({});
  return items.map(({ salon }) => salon.name);
}

test("Alice keeps salons, finds them again page by page, and lets one go", async () => {
  const { ids } = await openSalons("Mitte", "Nord", "West");
  const [alice, bob] = [await api.signUp("Alice"), await api.signUp("Bob")];
  for (const salonId of ids) await alice.api.favorites.add({ salonId });
  expect(await namesOf(alice)).toEqual(["West", "Nord", "Mitte"]);
  expect(await namesOf(bob)).toEqual([]);

  const first = await alice.api.favorites.list({ limit: 2 });
  const rest = await alice.api.favorites.list({ limit: 2, cursor: first.nextCursor ?? "" });
  expect(rest).toMatchObject({ items: [{ salon: { name: "Mitte" } }], nextCursor: null });
  expect(await outcomeOf(alice.api.favorites.list({ cursor: "x" }))).toBe("invalid_input");

  const [salonId = ""] = ids;
  await bob.api.favorites.remove({ salonId });
  await alice.api.favorites.remove({ salonId });
  await alice.api.favorites.remove({ salonId });
  expect(await namesOf(alice)).toEqual(["West", "Nord"]);
});

test("a salon that is kept twice, or at once, is kept once and as of then", async () => {
  const { ids } = await openSalons("Mitte");
  const [salonId = ""] = ids;
  const alice = await api.signUp("Alice");
  const both = [alice.api.favorites.add({ salonId }), alice.api.favorites.add({ salonId })];
  expect(await outcomesOf(both)).toEqual({ done: 2 });
  const [kept] = (await alice.api.favorites.list({})).items;
  expect(await alice.api.favorites.add({ salonId })).toEqual(kept);
  expect(await namesOf(alice)).toEqual(["Mitte"]);
});

test("what Alice may not look at she cannot keep, and does not see while it is so", async () => {
  const { olga, ids } = await openSalons("Mitte");
  const [salonId = ""] = ids;
  const alice = await api.signUp("Alice");
  const { id: draft } = await olga.api.salons.create(salonInput({ name: "Draft" }));
  expect(await outcomeOf(alice.api.favorites.add({ salonId: draft }))).toBe("not_found");
  expect(await outcomeOf(olga.api.favorites.add({ salonId: draft }))).toBe("done");
  await alice.api.favorites.add({ salonId });
  await api.sql`update salons set status = 'suspended', suspended_from = 'published' where id = ${salonId}`;
  expect(await namesOf(alice)).toEqual([]);
  expect(await namesOf(olga)).toEqual(["Draft"]);
  await api.sql`update salons set status = 'published', suspended_from = null where id = ${salonId}`;
  expect(await namesOf(alice)).toEqual(["Mitte"]);
});

test("favourites are of people, and go with them", async () => {
  const { ids } = await openSalons("Mitte");
  const [salonId = ""] = ids;
  const alice = await api.signUp("Alice");
  await alice.api.favorites.add({ salonId });
  expect((await alice.api.me.export()).records).toMatchObject({ favorites: [{ salonName: "Mitte" }] });
  const fresh = { kind: "user", userId: alice.userId, emailVerified: true, signedInAt: new Date() } as const;
  await api.as(fresh).me.erase();
  expect(await api.sql`select from favorites where user_id = ${alice.userId}`).toEqual([]);
  expect(await outcomeOf(api.anybody.favorites.add({ salonId }))).toBe("unauthenticated");
});
