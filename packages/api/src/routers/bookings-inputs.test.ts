import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDesk, outcomeOf, rowsOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { GUEST, monday } from "../testing/salon-with-bea.ts";

let api: TestApi;
let desk: Desk;
beforeAll(async () => {
  api = await openTestApi();
  desk = await openDesk(api);
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const cut = () => ({ salonId: desk.salonId, items: [{ variantId: desk.cutId, staffId: desk.beaId }] });

describe("a time at the edge of the calendar is refused, and breaks nothing", () => {
  test.each(["0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "3000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])(
    "%s",
    async (text) => {
      const startsAt = new Date(text);
      const [date, localStart] = [text.slice(0, 10), text.slice(0, 16)];
      const { salonId, mona, rita } = desk;
      const own = await rita.api.bookings.create({ ...cut(), startsAt: monday("10:00"), client: GUEST });
      const calls = [
        api.anybody.bookings.create({ ...cut(), startsAt, client: GUEST }),
        mona.api.bookings.create({
          ...cut(),
          localStart,
          client: GUEST,
          override: ["too_soon", "beyond_horizon", "closed"],
        }),
        api.anybody.bookings.quote({ ...cut(), localStart }),
        api.anybody.availability.explain({ ...cut(), startsAt }),
        api.anybody.availability.search({ ...cut(), from: date, to: date }),
        api.anybody.availability.find({ salonId, variantId: desk.cutId, from: date, to: date }),
        rita.api.bookings.reschedule({ bookingId: own.id, startsAt }),
        mona.api.salons.setTestClock({ salonId, now: startsAt }),
      ];
      for (const call of calls) expect(await outcomeOf(call)).toBe("invalid_input");
      expect(await rita.api.bookings.list({ salonId, to: startsAt, updatedSince: startsAt })).toMatchObject({
        nextCursor: null,
      });
      await rita.api.bookings.cancel({ bookingId: own.id });
    },
  );

  test.each(["1970-01-01T00:00:00Z", "2999-12-31T23:59:59Z"])("%s is too soon or too late", async (text) => {
    const startsAt = new Date(text);
    const code = text.startsWith("1970") ? "too_soon" : "beyond_horizon";
    expect(await outcomeOf(api.anybody.bookings.create({ ...cut(), startsAt, client: GUEST }))).toBe(code);
    expect(
      await outcomeOf(
        api.anybody.availability.search({ ...cut(), from: text.slice(0, 10), to: text.slice(0, 10) }),
      ),
    ).toBe("done");
  });
});

test("an id is the same in capitals: it names the same person, and excludes the same", async () => {
  const { salonId, cutId, beaId, annId, bea, rita } = desk;
  const [anns] = (
    await api.anybody.bookings.create({
      salonId: salonId.toUpperCase(),
      startsAt: monday("10:00"),
      items: [{ variantId: cutId.toUpperCase(), excludedStaffIds: [beaId.toUpperCase()] }],
      client: GUEST,
    })
  ).items;
  expect(anns).toMatchObject({ staffId: annId, variantId: cutId });
  const items = [{ variantId: cutId, staffId: beaId.toUpperCase() }];
  const { id, items: own } = await bea.api.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items,
    client: GUEST,
  });
  const change = { itemId: own[0]?.id.toUpperCase() ?? "", segmentMinutes: [90] };
  expect(await rita.api.bookings.update({ bookingId: id.toUpperCase(), items: [change] })).toMatchObject({
    endsAt: monday("11:30"),
  });
});

test("what contradicts itself, or is too long, is refused before it is looked at", async () => {
  const { rita, mona } = desk;
  const { id: bookingId, items } = await rita.api.bookings.create({
    ...cut(),
    startsAt: monday("14:00"),
    client: GUEST,
  });
  const itemId = items[0]?.id ?? "";
  const before = await rowsOf(api, bookingId);
  const refused = [
    mona.api.bookings.update({
      bookingId,
      prices: [
        { itemId, amountMinor: 1 },
        { itemId, amountMinor: 2 },
      ],
    }),
    rita.api.bookings.update({
      bookingId,
      items: [
        { itemId, segmentMinutes: [30] },
        { itemId, segmentMinutes: [40] },
      ],
    }),
    rita.api.bookings.update({ bookingId, items: [{ itemId, segmentMinutes: [1440, 1] }] }),
    rita.api.bookings.update({ bookingId, status: "completed" } as never),
    rita.api.bookings.reschedule({ bookingId }),
    rita.api.bookings.reschedule({ bookingId, startsAt: monday("15:00"), localStart: "2027-06-14T15:00" }),
    rita.api.bookings.create({ ...cut(), startsAt: monday("15:00"), items: [], client: GUEST }),
    rita.api.bookings.create({ ...cut(), startsAt: monday("15:00"), client: { ...GUEST, id: bookingId } }),
    rita.api.bookings.create({ ...cut(), startsAt: monday("15:00"), client: GUEST, total: 0 } as never),
  ];
  for (const call of refused) expect(await outcomeOf(call)).toBe("invalid_input");
  expect(await rowsOf(api, bookingId)).toEqual(before);
});

test("a local time that the clocks skip or show twice is refused with the instants that may be meant", async () => {
  const elsewhere = await openDesk(api, {
    hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: "00:00", closes: "24:00" }],
  });
  const { salonId, cutId, mona } = elsewhere;
  await mona.api.salons.setTestClock({ salonId, now: new Date("2027-10-20T08:00:00Z") });
  const hold = await api.anybody.bookings.create({
    salonId,
    localStart: "2027-10-31T12:00",
    items: [{ variantId: cutId }],
    client: GUEST,
  });
  const twice = mona.api.bookings.reschedule({ bookingId: hold.id, localStart: "2027-10-31T02:30" });
  await expect(twice).rejects.toMatchObject({
    cause: {
      reason: "ambiguous_local_time",
      details: { suggestions: [new Date("2027-10-31T00:30:00Z"), new Date("2027-10-31T01:30:00Z")] },
    },
  });
  const moved = await mona.api.bookings.reschedule({
    bookingId: hold.id,
    startsAt: new Date("2027-10-31T01:30:00Z"),
  });
  expect(moved).toMatchObject({ localStart: "2027-10-31T02:30:00+01:00" });
});
