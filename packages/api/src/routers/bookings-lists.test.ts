import type { Booking } from "@salon/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk, outcomeOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { allPages } from "../testing/expectations.ts";
import { openTestApi } from "../testing/index.ts";
import type { Person, TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { GUEST, monday } from "../testing/salon-with-bea.ts";

let api: TestApi;
let desk: Desk;
let alice: Person;
/** Nine, ten and eleven with Bea; nine and ten with Ann; Alice's are Bea's first two. */
let bookings: Booking[];
beforeAll(async () => {
  api = await openTestApi();
  desk = await openDesk(api);
  alice = await api.signUp("Alice");
  const { cutId, beaId, annId, salonId } = desk;
  const wishes = [
    { by: alice.api, staffId: beaId, time: "09:00" },
    { by: alice.api, staffId: beaId, time: "10:00" },
    { by: api.anybody, staffId: annId, time: "09:00" },
    { by: api.anybody, staffId: annId, time: "10:00" },
    { by: api.anybody, staffId: beaId, time: "11:00" },
  ] as const;
  bookings = [];
  for (const { by, staffId, time } of wishes) {
    const client = by === api.anybody ? { client: GUEST } : {};
    bookings.push(
      await by.bookings.create({
        salonId,
        startsAt: monday(time),
        items: [{ variantId: cutId, staffId }],
        ...client,
      }),
    );
  }
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const idOf = (index: number) => bookings[index]?.id ?? "";
const ids = (...indexes: number[]) => indexes.map(idOf).toSorted();

async function listed(filter: object = {}, by: Person = desk.rita): Promise<string[]> {
  const { items } = await by.api.bookings.list({ salonId: desk.salonId, ...filter });
  return items.map(({ id }) => id).toSorted();
}

test("a period lists the visits that overlap it: an end is no overlap, a start at its end neither", async () => {
  expect(await listed({ from: monday("10:00"), to: monday("11:00") })).toEqual(ids(1, 3));
  expect(await listed({ from: monday("09:59"), to: monday("10:01") })).toEqual(ids(0, 1, 2, 3));
  expect(await listed({ from: monday("11:00") })).toEqual(ids(4));
  expect(await listed({ to: monday("09:30") })).toEqual(ids(0, 2));
  expect(await listed({ from: monday("12:00") })).toEqual([]);
});

test("lists are narrowed by person, client and status", async () => {
  expect(await listed({ staffId: desk.annId })).toEqual(ids(2, 3));
  expect(await listed({ clientId: bookings[0]?.client?.id })).toEqual(ids(0, 1));
  expect(await listed({ staffId: desk.annId, from: monday("10:00") })).toEqual(ids(3));
  expect(await listed({ status: ["pending", "cancelled_by_client"] })).toEqual([]);
  expect(await listed({ status: ["confirmed"], clientId: bookings[2]?.client?.id })).toEqual(ids(2));
});

test("visits that start together come on one page or the next, each once, in one order", async () => {
  const all = await allPages((page) => desk.rita.api.bookings.list({ salonId: desk.salonId, ...page }));
  expect(all.map(({ startsAt }) => startsAt)).toEqual(
    (["09:00", "09:00", "10:00", "10:00", "11:00"] as const).map((time) => monday(time)),
  );
  expect(all.map(({ id }) => id).toSorted()).toEqual(ids(0, 1, 2, 3, 4));
  const filtered = await allPages((page) =>
    desk.rita.api.bookings.list({ salonId: desk.salonId, staffId: desk.beaId, ...page }),
  );
  expect(filtered.map(({ id }) => id)).toEqual([idOf(0), idOf(1), idOf(4)]);
  expect(all[0]).toEqual(await desk.rita.api.bookings.get({ bookingId: all[0]?.id ?? "" }));
  expect(await outcomeOf(desk.rita.api.bookings.list({ salonId: desk.salonId, cursor: "WyJ4Il0" }))).toBe(
    "invalid_input",
  );
});

test("what changed since lists every change once, in the order of the changes, also those of one instant", async () => {
  const { rita, salonId } = desk;
  const since = new Date();
  await rita.api.bookings.update({ bookingId: idOf(4), note: "First" });
  await rita.api.bookings.update({ bookingId: idOf(0), note: "Second" });
  const changed = await allPages((page) => rita.api.bookings.list({ salonId, updatedSince: since, ...page }));
  expect(changed.map(({ id }) => id)).toEqual([idOf(4), idOf(0)]);
  const [, last] = changed;
  expect(await listed({ updatedSince: last?.updatedAt })).toEqual(ids(0));
  await api.sql`update bookings set updated_at = ${since} where salon_id = ${salonId}`;
  const together = await allPages((page) =>
    rita.api.bookings.list({ salonId, updatedSince: since, ...page }),
  );
  expect(together.map(({ id }) => id)).toEqual(ids(0, 1, 2, 3, 4));
});

test("a change that waited for another is the later one", async () => {
  const { rita, salonId } = desk;
  const bookingId = idOf(1);
  const notes = Array.from({ length: 8 }, (_, index) => `Note ${index}`);
  const answers = await Promise.all(notes.map((note) => rita.api.bookings.update({ bookingId, note })));
  const inOrder = answers
    .toSorted((a, b) => a.version - b.version)
    .map(({ updatedAt }) => updatedAt.getTime());
  expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
  const [newest] = (await rita.api.bookings.list({ salonId, updatedSince: new Date(inOrder.at(-1) ?? 0) }))
    .items;
  expect(newest).toMatchObject({ id: bookingId, version: 9 });
});

test("a stylist is listed the own calendar, a customer nothing, and nobody the salon of others", async () => {
  expect(await listed({}, desk.bea)).toEqual(ids(0, 1, 4));
  expect(await listed({ staffId: desk.annId }, desk.bea)).toEqual([]);
  expect(await outcomeOf(alice.api.bookings.list({ salonId: desk.salonId }))).toBe("not_found");
  expect(await outcomeOf(api.anybody.bookings.list({ salonId: desk.salonId }))).toBe("unauthenticated");
  const elsewhere = await openDesk(api);
  expect(await outcomeOf(elsewhere.owner.api.bookings.list({ salonId: desk.salonId }))).toBe("not_found");
  expect(
    await elsewhere.rita.api.bookings.list({ salonId: elsewhere.salonId, staffId: desk.beaId }),
  ).toMatchObject({ items: [] });
  expect(
    await elsewhere.rita.api.bookings.list({ salonId: elsewhere.salonId, clientId: bookings[0]?.client?.id }),
  ).toMatchObject({ items: [] });
});

test("one's own visits in every salon: those one booked and those one comes to", async () => {
  const elsewhere = await openDesk(api);
  const wish = { salonId: elsewhere.salonId, items: [{ variantId: elsewhere.cutId }] };
  const there = await alice.api.bookings.create({ ...wish, startsAt: monday("15:00") });
  const childs = await alice.api.bookings.create({
    ...wish,
    startsAt: monday("15:00"),
    client: { name: "Timmy" },
  });
  const forAlice = await elsewhere.rita.api.bookings.create({
    ...wish,
    startsAt: monday("12:00"),
    client: { id: there.client?.id ?? "" },
  });
  const mine = await allPages((page) => alice.api.bookings.mine(page));
  expect(mine.map(({ id }) => id)).toEqual([
    idOf(0),
    idOf(1),
    forAlice.id,
    ...[there.id, childs.id].toSorted(),
  ]);
  const { items } = await alice.api.bookings.mine({
    from: monday("12:00"),
    to: monday("13:00"),
    status: ["confirmed"],
  });
  expect(items.map(({ id }) => id)).toEqual([forAlice.id]);
  expect(await alice.api.bookings.mine({ status: ["declined"] })).toEqual({ items: [], nextCursor: null });
  expect(await outcomeOf(api.anybody.bookings.mine({}))).toBe("unauthenticated");
  expect(await desk.rita.api.bookings.mine({})).toMatchObject({ items: [] });
});
