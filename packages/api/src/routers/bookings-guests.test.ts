import { afterAll, beforeAll, expect, test } from "vitest";
import { holderOf, openDesk, outcomeOf, outcomesOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { GUEST, monday } from "../testing/salon-with-bea.ts";

let api: TestApi;
let desk: Desk;
let clock = 0;
beforeAll(async () => {
  api = await openTestApi();
  desk = await openDesk(api, { hours: [{ weekdays: [1, 2, 3, 4, 5], opens: "00:00", closes: "24:00" }] });
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

/** Bea's next hour that no test has asked for. */
function nextHour() {
  clock += 1;
  const startsAt = new Date(monday("00:00").getTime() + clock * 3_600_000);
  return { salonId: desk.salonId, startsAt, items: [{ variantId: desk.cutId, staffId: desk.beaId }] };
}

const UNKNOWN = "01900000-0000-7000-8000-000000000000";

test("a guest's token opens their booking and no other, and a wrong one opens as little as an unknown id", async () => {
  const [own, other] = [
    await api.anybody.bookings.create({ ...nextHour(), client: GUEST }),
    await api.anybody.bookings.create({ ...nextHour(), client: GUEST }),
  ];
  const holder = holderOf(api, own);
  expect(await holder.get({ bookingId: own.id })).toMatchObject({ id: own.id, client: { name: "Alice" } });
  expect(own.manageUrl).toBe(`http://localhost:3000/manage/${own.id}#${own.bookingToken}`);
  expect(await holder.get({ bookingId: own.id })).not.toHaveProperty("bookingToken");
  const startsAt = nextHour().startsAt;
  for (const [bookingId, bookings] of [
    [other.id, holder],
    [UNKNOWN, holder],
    [own.id, holderOf(api, { bookingToken: "wrong" })],
    [own.id, (await api.signUp("Stranger")).api.bookings],
  ] as const) {
    expect(await outcomeOf(bookings.get({ bookingId }))).toBe("not_found");
    expect(await outcomeOf(bookings.confirm({ bookingId }))).toBe("not_found");
    expect(await outcomeOf(bookings.release({ bookingId }))).toBe("not_found");
    expect(await outcomeOf(bookings.cancel({ bookingId }))).toBe("not_found");
    expect(await outcomeOf(bookings.reschedule({ bookingId, startsAt }))).toBe("not_found");
    expect(await outcomeOf(bookings.update({ bookingId, note: "Mine" }))).toBe("not_found");
    expect(await outcomeOf(bookings.checkIn({ bookingId }))).toBe("not_found");
  }
  for (const bookingId of [own.id, UNKNOWN])
    expect(await outcomeOf(api.anybody.bookings.get({ bookingId }))).toBe("unauthenticated");
  expect(await holder.cancel({ bookingId: own.id })).toMatchObject({ status: "cancelled_by_client" });
});

test("a holder does nothing that is the salon's", async () => {
  const own = await api.anybody.bookings.create({ ...nextHour(), client: GUEST });
  const holder = holderOf(api, own);
  for (const step of ["approve", "decline", "checkIn", "start", "complete", "noShow", "reopen"] as const) {
    expect(await outcomeOf(holder[step]({ bookingId: own.id }))).toBe("forbidden");
  }
  const itemId = own.items[0]?.id ?? "";
  expect(
    await outcomeOf(holder.update({ bookingId: own.id, items: [{ itemId, staffId: desk.annId }] })),
  ).toBe("forbidden");
  expect(await outcomeOf(holder.update({ bookingId: own.id, prices: [{ itemId, amountMinor: 1 }] }))).toBe(
    "forbidden",
  );
  expect(
    await outcomeOf(
      holder.reschedule({ bookingId: own.id, startsAt: nextHour().startsAt, override: ["too_soon"] }),
    ),
  ).toBe("forbidden");
  expect(await outcomeOf(holder.list({ salonId: desk.salonId }))).toBe("not_found");
});

test("only a guest gets a token", async () => {
  const alice = await api.signUp("Alice");
  expect(await alice.api.bookings.create(nextHour())).not.toHaveProperty("bookingToken");
  expect(await desk.rita.api.bookings.create({ ...nextHour(), client: GUEST })).not.toHaveProperty(
    "bookingToken",
  );
});

test("a guest says who comes and how to reach them, at the latest when confirming", async () => {
  const wish = nextHour();
  for (const client of [undefined, { name: "Alice" }, { name: "Alice", email: null }]) {
    expect(await outcomeOf(api.anybody.bookings.create({ ...wish, client }))).toBe("invalid_input");
  }
  const hold = await api.anybody.bookings.create({ ...wish, hold: true });
  expect(await outcomeOf(holderOf(api, hold).confirm({ bookingId: hold.id }))).toBe("invalid_input");
  expect(
    await outcomeOf(holderOf(api, hold).confirm({ bookingId: hold.id, client: { name: "Alice" } })),
  ).toBe("invalid_input");
  const confirmed = await holderOf(api, hold).confirm({
    bookingId: hold.id,
    client: { name: "Alice", phone: "+49 30 1234567" },
  });
  expect(confirmed).toMatchObject({ status: "confirmed", client: { name: "Alice" } });
});

test("nobody but the salon's people books by a client's id", async () => {
  const { client } = await api.anybody.bookings.create({ ...nextHour(), client: GUEST });
  const known = { id: client?.id ?? "" };
  const [stranger, elsewhere] = [await api.signUp("Stranger"), await openDesk(api)];
  expect(await outcomeOf(api.anybody.bookings.create({ ...nextHour(), client: known }))).toBe("forbidden");
  expect(await outcomeOf(stranger.api.bookings.create({ ...nextHour(), client: known }))).toBe("forbidden");
  expect(await outcomeOf(elsewhere.rita.api.bookings.create({ ...nextHour(), client: known }))).toBe(
    "forbidden",
  );
  const hold = await api.anybody.bookings.create({ ...nextHour(), hold: true });
  expect(await outcomeOf(holderOf(api, hold).confirm({ bookingId: hold.id, client: known }))).toBe(
    "forbidden",
  );
  expect(await outcomeOf(desk.rita.api.bookings.create({ ...nextHour(), client: { id: UNKNOWN } }))).toBe(
    "not_found",
  );
  expect(await desk.rita.api.bookings.create({ ...nextHour(), client: known })).toMatchObject({
    client: known,
    source: "salon",
  });
});

test("a guest is always somebody new; whoever is signed in has one record of their own, even when booking twice at once", async () => {
  const guests = [
    await api.anybody.bookings.create({ ...nextHour(), client: GUEST }),
    await api.anybody.bookings.create({ ...nextHour(), client: GUEST }),
  ];
  expect(new Set(guests.map(({ client }) => client?.id)).size).toBe(2);

  const alice = await api.signUp("Alice");
  const wishes = [nextHour(), nextHour(), nextHour()];
  const booked = await Promise.all(wishes.map((wish) => alice.api.bookings.create(wish)));
  const again = await alice.api.bookings.create(nextHour());
  expect(new Set([...booked, again].map(({ client }) => client?.id)).size).toBe(1);
  const records = await api.sql`select id from clients where user_id = ${alice.userId}`;
  expect(records).toHaveLength(1);
  const elsewhere = await openDesk(api);
  const { client } = await alice.api.bookings.create({
    salonId: elsewhere.salonId,
    startsAt: monday("10:00"),
    items: [{ variantId: elsewhere.cutId }],
  });
  expect(client?.id).not.toBe(again.client?.id);
});

test("a parent books for a child, and keeps a record of their own", async () => {
  const alice = await api.signUp("Alice");
  const wish = nextHour();
  const own = await alice.api.bookings.create(wish);
  const items = [{ variantId: desk.cutId, staffId: desk.annId }];
  const childs = await alice.api.bookings.create({ ...wish, items, client: { name: "Timmy" } });
  expect(childs).toMatchObject({ client: { name: "Timmy" }, status: "confirmed" });
  expect(childs.client?.id).not.toBe(own.client?.id);
  const [{ items: mine }, records] = [
    await alice.api.bookings.mine({}),
    await api.sql`select id from clients where user_id = ${alice.userId}`,
  ];
  expect(mine.map(({ id }) => id)).toEqual(expect.arrayContaining([own.id, childs.id]));
  expect(records).toHaveLength(1);
});

test("a parent holds a time and says on confirming that it is for the child", async () => {
  const alice = await api.signUp("Alice");
  const wish = nextHour();
  const hold = await alice.api.bookings.create({ ...wish, hold: true });
  const confirmed = await alice.api.bookings.confirm({ bookingId: hold.id, client: { name: "Timmy" } });
  expect(confirmed).toMatchObject({ status: "confirmed", client: { name: "Timmy" } });
  const items = [{ variantId: desk.cutId, staffId: desk.annId }];
  expect(await alice.api.bookings.create({ ...wish, items })).toMatchObject({ client: { name: "Alice" } });
});

test("nobody is in two visits at a time, whether they book, confirm or are booked for", async () => {
  const alice = await api.signUp("Alice");
  const wish = nextHour();
  const withAnn = { ...wish, items: [{ variantId: desk.cutId, staffId: desk.annId }] };
  const { client, id } = await alice.api.bookings.create(wish);
  expect(await outcomeOf(alice.api.bookings.create(withAnn))).toBe("client_busy");
  expect(
    await outcomeOf(desk.rita.api.bookings.create({ ...withAnn, client: { id: client?.id ?? "" } })),
  ).toBe("client_busy");
  const hold = await api.anybody.bookings.create({ ...withAnn, hold: true });
  expect(
    await outcomeOf(desk.rita.api.bookings.confirm({ bookingId: hold.id, client: { id: client?.id ?? "" } })),
  ).toBe("client_busy");
  expect(await holderOf(api, hold).get({ bookingId: hold.id })).toMatchObject({
    status: "held",
    version: 1,
    client: null,
  });
  await alice.api.bookings.cancel({ bookingId: id });
  expect(
    await desk.rita.api.bookings.confirm({ bookingId: hold.id, client: { id: client?.id ?? "" } }),
  ).toMatchObject({ client });

  const bob = await api.signUp("Bob");
  const both = nextHour();
  const twice = [both.items[0]?.staffId, desk.annId].map((staffId) =>
    bob.api.bookings.create({ ...both, items: [{ variantId: desk.cutId, staffId }] }),
  );
  expect(await outcomesOf(twice)).toEqual({ client_busy: 1, done: 1 });
});

test("a hold of somebody's that has ended does not keep them from a visit", async () => {
  const salon = await openDesk(api);
  const alice = await api.signUp("Alice");
  const wish = {
    salonId: salon.salonId,
    startsAt: monday("10:00"),
    items: [{ variantId: salon.cutId, staffId: salon.beaId }],
  };
  const own = await alice.api.bookings.create({ ...wish, hold: true });
  const known = {
    id:
      own.client?.id ??
      (await alice.api.bookings.create({ ...wish, startsAt: monday("15:00") })).client?.id ??
      "",
  };
  await api.sql`update salons set test_now = test_now + interval '5 minutes' where id = ${salon.salonId}`;
  const hold = await api.anybody.bookings.create({
    ...wish,
    items: [{ variantId: salon.cutId, staffId: salon.annId }],
    hold: true,
  });
  await api.sql`update salons set test_now = test_now + interval '5 minutes' where id = ${salon.salonId}`;
  expect(await salon.rita.api.bookings.confirm({ bookingId: hold.id, client: known })).toMatchObject({
    status: "confirmed",
    client: known,
  });
});

test("whom a booking or its confirmation records is told of once, as any other client", async () => {
  const own = await api.anybody.bookings.create({ ...nextHour(), client: GUEST });
  const hold = await api.anybody.bookings.create({ ...nextHour(), hold: true });
  const confirmed = await holderOf(api, hold).confirm({ bookingId: hold.id, client: GUEST });
  const told = await api.sql<{ id: string }[]>`
    select subject_id as id from events where type = 'client.created' and salon_id = ${desk.salonId}`;
  const ids = told.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining([own.client?.id, confirmed.client?.id]));
  expect(new Set(ids).size).toBe(ids.length);
});
