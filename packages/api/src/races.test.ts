import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomesOf } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { TestApi } from "./testing/index.ts";
import { expectInvariants } from "./testing/invariants.ts";
import { GUEST, monday, openSalonWithBea } from "./testing/salon-with-bea.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

test("fifty people want the same hour, and one gets it", async () => {
  const { salonId, cutId } = await openSalonWithBea(api);
  const book = () =>
    api.anybody.bookings.create({
      salonId,
      startsAt: monday("10:00"),
      items: [{ variantId: cutId }],
      client: GUEST,
    });
  expect(await outcomesOf(times(50, book))).toEqual({ done: 1, staff_busy: 49 });
});

test("visits that overlap but start at different times never both get in", async () => {
  const { salonId, cutId } = await openSalonWithBea(api, { policy: { slotStepMinutes: 15 } });
  const starts = ["10:00", "10:15", "10:30", "10:45"] as const;
  const book = (index: number) =>
    api.anybody.bookings.create({
      salonId,
      startsAt: monday(starts[index % 4] ?? "10:00"),
      items: [{ variantId: cutId }],
      client: GUEST,
    });
  await outcomesOf(times(40, book));
  const overlapping = await api.sql`
    select 1 from allocations a join allocations b on b.business_id = a.business_id and b.calendar_id = a.calendar_id and b.id > a.id and b.during && a.during`;
  expect(overlapping).toHaveLength(0);
});

test("anybody's hour goes to as many people as there are stylists", async () => {
  const services = ["cut", "colour"];
  const { salonId, cutId } = await openSalonWithBea(api, {
    staff: { bea: { services }, ann: { services }, cleo: { services } },
  });
  const book = () =>
    api.anybody.bookings.create({
      salonId,
      startsAt: monday("10:00"),
      items: [{ variantId: cutId }],
      client: GUEST,
    });
  expect(await outcomesOf(times(30, book))).toEqual({ done: 3, staff_busy: 27 });
});

test("chains that need the same people in opposite orders finish without a deadlock", async () => {
  const services = ["cut", "colour"];
  const { salonId, cutId, colourId, staff } = await openSalonWithBea(api, {
    staff: { bea: { services }, ann: { services } },
  });
  const chains = [
    [
      { variantId: cutId, staffId: staff.get("bea") },
      { variantId: colourId, staffId: staff.get("ann") },
    ],
    [
      { variantId: cutId, staffId: staff.get("ann") },
      { variantId: colourId, staffId: staff.get("bea") },
    ],
  ];
  const book = (index: number) =>
    api.anybody.bookings.create({
      salonId,
      startsAt: monday(index % 4 < 2 ? "10:00" : "13:00"),
      items: chains[index % 2] ?? [],
      client: GUEST,
    });
  const { done, ...refused } = await outcomesOf(times(40, book));
  expect(done).toBe(4);
  expect(Object.keys(refused)).toEqual(["staff_busy"]);
});

test("the same key sent 32 times at once books once, and all get the same answer", async () => {
  const { salonId, cutId } = await openSalonWithBea(api);
  const key = randomUUID();
  const book = () =>
    api
      .as({ kind: "anonymous" }, key)
      .bookings.create({ salonId, startsAt: monday("10:00"), items: [{ variantId: cutId }], client: GUEST });
  const answers = await Promise.all(times(32, book));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const booked = await api.sql`select id from bookings where salon_id = ${salonId}`;
  expect(booked).toHaveLength(1);
});

test("a hold is confirmed by one of two, and an hour that is let go goes to one of many", async () => {
  const { salonId, cutId } = await openSalonWithBea(api);
  const hold = await api.anybody.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items: [{ variantId: cutId }],
    hold: true,
  });
  const holder = () =>
    api.as({ kind: "bookingHolder", token: hold.bookingToken ?? "" }, randomUUID()).bookings;
  expect(await outcomesOf(times(8, () => holder().confirm({ bookingId: hold.id, client: GUEST })))).toEqual({
    done: 8,
  });
  const confirmed = await holder().get({ bookingId: hold.id });
  expect(confirmed).toMatchObject({ status: "confirmed", version: 2 });
  const book = () =>
    api.anybody.bookings.create({
      salonId,
      startsAt: monday("10:00"),
      items: [{ variantId: cutId }],
      client: GUEST,
    });
  const { done = 0, cancelled = 0 } = await outcomesOf([
    ...times(10, book),
    holder().cancel({ bookingId: hold.id }),
    ...times(10, book),
  ]);
  expect(done + cancelled).toBeGreaterThanOrEqual(1);
  const live = await api.sql`select id from bookings where salon_id = ${salonId} and status = 'confirmed'`;
  expect(live.length).toBeLessThanOrEqual(1);
});

test("an expired hold is confirmed or taken by somebody else, never both", async () => {
  const { salonId, cutId, owner } = await openSalonWithBea(api);
  const hold = await api.anybody.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items: [{ variantId: cutId }],
    hold: true,
  });
  await api.sql`update salons set test_now = test_now + interval '9 minutes 59 seconds' where id = ${salonId}`;
  const holder = api.as({ kind: "bookingHolder", token: hold.bookingToken ?? "" }, randomUUID()).bookings;
  const book = () =>
    api.anybody.bookings.create({
      salonId,
      startsAt: monday("10:00"),
      items: [{ variantId: cutId }],
      client: GUEST,
    });
  await expect(book()).rejects.toMatchObject({ cause: { reason: "held" } });
  await api.sql`update salons set test_now = test_now + interval '1 second' where id = ${salonId}`;
  const result = await outcomesOf([holder.confirm({ bookingId: hold.id, client: GUEST }), ...times(6, book)]);
  expect(result["done"]).toBe(1);
  const { items } = await owner.api.bookings.list({ salonId, status: ["confirmed"] });
  expect(items).toHaveLength(1);
});
