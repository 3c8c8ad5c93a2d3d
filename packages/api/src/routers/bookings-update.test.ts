import type { CreatedBooking } from "@salon/contracts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { eventsOfBooking, holderOf, openDesk, outcomeOf, rowsOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { GUEST, monday } from "../testing/salon-with-bea.ts";

let api: TestApi;
let desk: Desk;
let own: CreatedBooking;
let bookingId: string;
beforeAll(async () => {
  api = await openTestApi();
});
beforeEach(async () => {
  desk = await openDesk(api);
  const { cutId, colourId, beaId, annId, salonId } = desk;
  const items = [
    { variantId: cutId, staffId: beaId },
    { variantId: colourId, staffId: annId },
  ];
  own = await api.anybody.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items,
    maxWaitMinutes: 60,
    client: GUEST,
  });
  bookingId = own.id;
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const itemId = (index: number) => own.items[index]?.id ?? "";

test("a note is changed by holder, customer and salon, in any state; what changes nothing is no change", async () => {
  const holder = holderOf(api, own);
  const noted = await holder.update({ bookingId, note: "Ring twice", ifVersion: 1 });
  expect(noted).toMatchObject({ note: "Ring twice", version: 2, items: own.items, total: own.total });
  expect(await holder.update({ bookingId, note: "Ring twice" })).toEqual(noted);
  expect(await holder.update({ bookingId })).toEqual(noted);
  expect(await outcomeOf(holder.update({ bookingId, note: "Late", ifVersion: 1 }))).toBe("version_mismatch");
  expect(await desk.bea.api.bookings.update({ bookingId, note: "Allergic" })).toMatchObject({
    note: "Allergic",
    version: 3,
  });
  await holder.cancel({ bookingId });
  expect(await desk.rita.api.bookings.update({ bookingId, note: null })).toMatchObject({
    note: null,
    version: 5,
  });
  const updated = "booking.updated";
  expect(await eventsOfBooking(api, bookingId)).toEqual([
    "booking.created",
    updated,
    updated,
    "booking.cancelled",
    updated,
  ]);
});

test("longer minutes shift the items behind, shorter ones bring them nearer", async () => {
  const longer = await desk.rita.api.bookings.update({
    bookingId,
    items: [{ itemId: itemId(0), segmentMinutes: [90] }],
  });
  expect(longer).toMatchObject({
    version: 2,
    startsAt: own.startsAt,
    endsAt: monday("13:00"),
    total: own.total,
    items: [
      {
        id: itemId(0),
        startsAt: monday("10:00"),
        endsAt: monday("11:30"),
        segments: [{ minutes: 90 }],
        reason: "requested",
      },
      { id: itemId(1), startsAt: monday("11:30"), endsAt: monday("13:00") },
    ],
  });
  const shorter = await desk.rita.api.bookings.update({
    bookingId,
    items: [{ itemId: itemId(0), segmentMinutes: [20] }],
  });
  expect(shorter).toMatchObject({ endsAt: monday("11:50"), items: [{}, { startsAt: monday("10:20") }] });
  expect(await desk.rita.api.bookings.get({ bookingId })).toEqual(shorter);
});

test("another person takes over; note, people and prices change together, as one version", async () => {
  const { mona, annId, beaId } = desk;
  const items = [
    { itemId: itemId(0), staffId: annId },
    { itemId: itemId(1), staffId: beaId },
  ];
  const prices = [{ itemId: itemId(0), amountMinor: 1500 }];
  const changed = await mona.api.bookings.update({ bookingId, note: "Swapped", items, prices });
  expect(changed).toMatchObject({
    version: 2,
    note: "Swapped",
    total: { amountMinor: 2500 },
    items: [
      { staffId: annId, staffName: "ann" },
      { staffId: beaId, staffName: "bea" },
    ],
  });
  expect(await mona.api.bookings.get({ bookingId })).toEqual(changed);
  const [event] = await api.sql<
    { previous: unknown }[]
  >`select previous from events where subject_id = ${bookingId} order by id desc limit 1`;
  expect(event?.previous).toEqual({ version: 1, staffIds: [beaId, annId], total: own.total });
});

test("what stands in the way is named, and nothing is changed", async () => {
  const { rita, salonId, cutId, annId } = desk;
  await rita.api.bookings.create({
    salonId,
    startsAt: monday("12:30"),
    items: [{ variantId: cutId, staffId: annId }],
    client: { name: "Bob" },
  });
  const before = await rowsOf(api, bookingId);
  const change = (...items: { itemId: string; staffId?: string; segmentMinutes?: number[] }[]) =>
    outcomeOf(rita.api.bookings.update({ bookingId, note: "Lost", items }));
  expect(await change({ itemId: itemId(0), segmentMinutes: [90] })).toBe("staff_busy");
  expect(await change({ itemId: itemId(0), segmentMinutes: [400] })).toBe("duration_exceeds_window");
  expect(await change({ itemId: itemId(0), staffId: "01900000-0000-7000-8000-000000000000" })).toBe(
    "staff_not_bookable",
  );
  expect(await change({ itemId: itemId(0), segmentMinutes: [30, 30] })).toBe("invalid_input");
  expect(await change({ itemId: "01900000-0000-7000-8000-000000000000", staffId: annId })).toBe(
    "invalid_input",
  );
  expect(await rowsOf(api, bookingId)).toEqual(before);
});

test("the salon changes minutes while a visit is under way, and not when it is over", async () => {
  const { rita, mona, salonId } = desk;
  await mona.api.salons.setTestClock({ salonId, now: monday("10:15") });
  await rita.api.bookings.start({ bookingId });
  const longer = await rita.api.bookings.update({
    bookingId,
    items: [{ itemId: itemId(0), segmentMinutes: [75] }],
  });
  expect(longer).toMatchObject({ status: "in_service", startsAt: monday("10:00"), endsAt: monday("12:45") });
  await rita.api.bookings.complete({ bookingId });
  expect(
    await outcomeOf(
      rita.api.bookings.update({ bookingId, items: [{ itemId: itemId(0), segmentMinutes: [60] }] }),
    ),
  ).toBe("invalid_transition");
});

test("an item whose people stay keeps the reason for which they were chosen", async () => {
  const { rita, salonId, cutId, annId, beaId } = desk;
  const anybodys = {
    salonId,
    startsAt: monday("15:00"),
    items: [{ variantId: cutId }, { variantId: cutId, excludedStaffIds: [beaId] }],
  };
  const { id, items } = await rita.api.bookings.create({ ...anybodys, mode: "parallel", client: GUEST });
  const [first, second] = items;
  const changed = await rita.api.bookings.update({
    bookingId: id,
    items: [{ itemId: first?.id ?? "", segmentMinutes: [45] }],
  });
  expect(changed.items).toMatchObject([
    { staffId: beaId, reason: first?.reason, segments: [{ minutes: 45 }] },
    { staffId: annId, reason: second?.reason },
  ]);
});

test("a manager changes prices and takes off a discount, and the total is always their sum", async () => {
  const { mona } = desk;
  const update = (change: object) => mona.api.bookings.update({ bookingId, ...change });
  expect(await update({ prices: [{ itemId: itemId(0), amountMinor: 2000 }] })).toMatchObject({
    total: { amountMinor: 3000 },
  });
  const friend = { discount: { amountMinor: 600, label: "Friend of Bea" } };
  const discounted = await update(friend);
  expect(discounted).toMatchObject({
    version: 3,
    total: { amountMinor: 2400, currency: "EUR" },
    priceLines: [
      { kind: "service", itemId: itemId(0), amountMinor: 2000 },
      { kind: "service", itemId: itemId(1), amountMinor: 1000 },
      { kind: "discount", itemId: null, label: "Friend of Bea", amountMinor: -600 },
    ],
  });
  expect(await update(friend)).toEqual(discounted);
  expect(await update({ discount: { amountMinor: 3000, label: "Gift" } })).toMatchObject({
    version: 4,
    total: { amountMinor: 0 },
  });
  const before = await rowsOf(api, bookingId);
  expect(await outcomeOf(update({ discount: { amountMinor: 3001, label: "Gift" } }))).toBe("invalid_input");
  expect(await outcomeOf(update({ prices: [{ itemId: itemId(0), amountMinor: 1999 }] }))).toBe(
    "invalid_input",
  );
  expect(await outcomeOf(update({ prices: [{ itemId: bookingId, amountMinor: 1 }] }))).toBe("invalid_input");
  expect(await rowsOf(api, bookingId)).toEqual(before);
  const cheaper = {
    prices: [{ itemId: itemId(0), amountMinor: 0 }],
    discount: { amountMinor: 0, label: "None" },
  };
  expect(await update(cheaper)).toMatchObject({
    version: 5,
    total: { amountMinor: 1000 },
    priceLines: [{ amountMinor: 0 }, { amountMinor: 1000 }],
  });
  await mona.api.bookings.complete({ bookingId });
  expect(await update({ discount: { amountMinor: 100, label: "Sorry" } })).toMatchObject({
    status: "completed",
    total: { amountMinor: 900 },
  });
});

test("a manager overrides hours for longer minutes, which is recorded", async () => {
  const { mona, rita } = desk;
  const items = [{ itemId: itemId(0), segmentMinutes: [400] }];
  const override: ["duration_exceeds_window"] = ["duration_exceeds_window"];
  expect(await outcomeOf(rita.api.bookings.update({ bookingId, items, override }))).toBe("forbidden");
  expect(await mona.api.bookings.update({ bookingId, items, override })).toMatchObject({
    overrides: override,
    endsAt: monday("18:10"),
  });
});
