import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDesk, outcomeOf, rowsOf, serviceNamed } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { GUEST, monday } from "../testing/salon-with-bea.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

test("a member who names a client acts as the salon: no approval, off the grid; without one they are a customer", async () => {
  const { salonId, cutId, beaId, rita } = await openDesk(api, { policy: { requiresApproval: true } });
  const wish = { salonId, startsAt: monday("10:10"), items: [{ variantId: cutId, staffId: beaId }] };
  expect(await outcomeOf(rita.api.bookings.create(wish))).toBe("off_grid");
  expect(await rita.api.bookings.create({ ...wish, client: { name: "Walk-in" } })).toMatchObject({
    status: "confirmed",
    source: "salon",
  });
  const own = await rita.api.bookings.create({ ...wish, startsAt: monday("12:00") });
  expect(own).toMatchObject({ status: "pending", source: "api", client: { name: "Rita" } });
  const hold = await rita.api.bookings.create({
    ...wish,
    startsAt: monday("14:10"),
    client: GUEST,
    hold: true,
  });
  expect(await rita.api.bookings.confirm({ bookingId: hold.id })).toMatchObject({ status: "confirmed" });
});

test("a service that is not online and a salon that is not open yet are booked by its own people only", async () => {
  const desk = await openDesk(api);
  const { salonId, cutId, beaId, rita, owner } = desk;
  const { id: serviceId } = await serviceNamed(desk, "cut");
  await owner.api.services.update({ salonId, serviceId, onlineBookable: false });
  const wish = { salonId, startsAt: monday("10:00"), items: [{ variantId: cutId, staffId: beaId }] };
  expect(await outcomeOf(api.anybody.bookings.create({ ...wish, client: GUEST }))).toBe(
    "variant_not_bookable",
  );
  expect(await outcomeOf(rita.api.bookings.create(wish))).toBe("variant_not_bookable");
  expect(await rita.api.bookings.create({ ...wish, client: GUEST })).toMatchObject({ status: "confirmed" });
});

describe("a stylist", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(api);
  });
  const book = (staffId: string, startsAt: Date) =>
    desk.rita.api.bookings.create({
      salonId: desk.salonId,
      startsAt,
      items: [{ variantId: desk.cutId, staffId }],
      client: { name: "Alice" },
    });

  test("books clients into the own calendar only", async () => {
    const { salonId, cutId, beaId, annId, bea } = desk;
    const into = (staffId: string | null, client: object | undefined = GUEST) =>
      bea.api.bookings.create({
        salonId,
        startsAt: monday("09:00"),
        items: [{ variantId: cutId, staffId }],
        client: client as typeof GUEST,
      });
    expect(await outcomeOf(into(annId))).toBe("forbidden");
    expect(await outcomeOf(into(null))).toBe("forbidden");
    expect(await into(beaId)).toMatchObject({ source: "salon", status: "confirmed" });
    const asCustomer = { salonId, startsAt: monday("09:00"), items: [{ variantId: cutId, staffId: annId }] };
    expect(await bea.api.bookings.create(asCustomer)).toMatchObject({
      source: "api",
      client: { name: "Bea" },
    });
  });

  test("reads, lists, moves and cancels what is in the own calendar; the rest is not there", async () => {
    const { salonId, bea } = desk;
    const [own, anns] = [await book(desk.beaId, monday("10:00")), await book(desk.annId, monday("10:00"))];
    expect(await bea.api.bookings.get({ bookingId: own.id })).toMatchObject({ id: own.id });
    const { items } = await bea.api.bookings.list({ salonId });
    expect(items.map(({ id }) => id)).toContain(own.id);
    expect(items.map(({ id }) => id)).not.toContain(anns.id);
    expect(await bea.api.bookings.list({ salonId, staffId: desk.annId })).toMatchObject({ items: [] });

    expect(await bea.api.bookings.reschedule({ bookingId: own.id, startsAt: monday("11:10") })).toMatchObject(
      { version: 2 },
    );
    expect(await bea.api.bookings.checkIn({ bookingId: own.id })).toMatchObject({ status: "checked_in" });
    const bookingId = anns.id;
    const before = await rowsOf(api, bookingId);
    expect(await outcomeOf(bea.api.bookings.get({ bookingId }))).toBe("forbidden");
    expect(await outcomeOf(bea.api.bookings.reschedule({ bookingId, startsAt: monday("12:00") }))).toBe(
      "forbidden",
    );
    expect(await outcomeOf(bea.api.bookings.checkIn({ bookingId }))).toBe("forbidden");
    expect(await outcomeOf(bea.api.bookings.cancel({ bookingId }))).toBe("forbidden");
    expect(await outcomeOf(bea.api.bookings.update({ bookingId, note: "Mine" }))).toBe("forbidden");
    expect(await rowsOf(api, bookingId)).toEqual(before);
    expect(await bea.api.bookings.cancel({ bookingId: own.id })).toMatchObject({
      status: "cancelled_by_salon",
    });
  });

  test("moves nothing into somebody else's calendar", async () => {
    const { bea, annId, cutId, beaId } = desk;
    const own = await book(beaId, monday("13:00"));
    const { id: bookingId } = own;
    const itemId = own.items[0]?.id ?? "";
    const before = await rowsOf(api, bookingId);
    expect(await outcomeOf(bea.api.bookings.update({ bookingId, items: [{ itemId, staffId: annId }] }))).toBe(
      "forbidden",
    );
    const withAnn = { bookingId, startsAt: monday("13:30"), items: [{ variantId: cutId, staffId: annId }] };
    expect(await outcomeOf(bea.api.bookings.reschedule(withAnn))).toBe("forbidden");
    expect(await outcomeOf(bea.api.bookings.reschedule({ ...withAnn, items: [{ variantId: cutId }] }))).toBe(
      "forbidden",
    );
    expect(await rowsOf(api, bookingId)).toEqual(before);
    const anybodys = await desk.rita.api.bookings.create({
      salonId: desk.salonId,
      startsAt: monday("14:00"),
      items: [{ variantId: cutId, excludedStaffIds: [annId] }],
      client: { name: "Alice" },
    });
    await book(beaId, monday("15:00"));
    expect(
      await outcomeOf(bea.api.bookings.reschedule({ bookingId: anybodys.id, startsAt: monday("15:00") })),
    ).toBe("staff_busy");
  });

  test("neither confirms nor releases, which is the reception's, nor overrides, prices or reopens, which is a manager's", async () => {
    const { bea, rita, salonId, cutId, beaId } = desk;
    const hold = await rita.api.bookings.create({
      salonId,
      startsAt: monday("16:00"),
      items: [{ variantId: cutId, staffId: beaId }],
      client: GUEST,
      hold: true,
    });
    const { id: bookingId } = hold;
    expect(await outcomeOf(bea.api.bookings.confirm({ bookingId }))).toBe("forbidden");
    expect(await outcomeOf(bea.api.bookings.release({ bookingId }))).toBe("forbidden");
    const prices = [{ itemId: hold.items[0]?.id ?? "", amountMinor: 1 }];
    for (const { api: caller } of [bea, rita]) {
      expect(await outcomeOf(caller.bookings.update({ bookingId, prices }))).toBe("forbidden");
      expect(
        await outcomeOf(caller.bookings.update({ bookingId, discount: { amountMinor: 1, label: "Friend" } })),
      ).toBe("forbidden");
      expect(await outcomeOf(caller.bookings.reopen({ bookingId }))).toBe("forbidden");
      expect(
        await outcomeOf(
          caller.bookings.reschedule({ bookingId, startsAt: monday("08:00"), override: ["outside_hours"] }),
        ),
      ).toBe("forbidden");
    }
    expect(await rita.api.bookings.confirm({ bookingId })).toMatchObject({ status: "confirmed" });
  });
});

test("whoever booked for the salon and has left it sees nothing of it, and has no such bookings among the own", async () => {
  const { salonId, cutId, rita } = await openDesk(api);
  const { id: bookingId } = await rita.api.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items: [{ variantId: cutId }],
    client: GUEST,
  });
  expect(await rita.api.bookings.mine({})).toMatchObject({ items: [] });
  await api.sql`delete from salon_members where user_id = ${rita.userId}`;
  expect(await outcomeOf(rita.api.bookings.get({ bookingId }))).toBe("not_found");
  expect(await outcomeOf(rita.api.bookings.cancel({ bookingId }))).toBe("not_found");
});

describe("a manager's override", () => {
  const PASSED = {
    too_soon: { startsAt: "2027-06-07T09:00:00+02:00" },
    beyond_horizon: { startsAt: "2027-12-13T10:00:00+01:00" },
    closed: { startsAt: "2027-06-19T10:00:00+02:00" },
    outside_hours: { startsAt: "2027-06-14T20:00:00+02:00" },
    duration_exceeds_window: { startsAt: "2027-06-21T16:30:00+02:00" },
    time_off: { startsAt: "2027-06-15T10:00:00+02:00" },
    daily_limit: { startsAt: "2027-06-16T10:00:00+02:00" },
  } as const;
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(api, { policy: { leadTimeMinutes: 120, maxBookingsPerStaffPerDay: 1 } });
    const { salonId, beaId, cutId, mona } = desk;
    await mona.api.timeOff.create({ salonId, staffId: beaId, fromDate: "2027-06-15", toDate: "2027-06-15" });
    await mona.api.bookings.create({
      salonId,
      startsAt: new Date("2027-06-16T14:00:00+02:00"),
      items: [{ variantId: cutId, staffId: beaId }],
      client: GUEST,
    });
  });
  const wish = (startsAt: string) => ({
    salonId: desk.salonId,
    startsAt: new Date(startsAt),
    items: [{ variantId: desk.cutId, staffId: desk.beaId }],
    client: GUEST,
  });

  test.each(Object.entries(PASSED))("passes %s, and is recorded", async (code, { startsAt }) => {
    const override = [code as keyof typeof PASSED];
    expect(await outcomeOf(desk.mona.api.bookings.create(wish(startsAt)))).toBe(code);
    expect(await outcomeOf(desk.rita.api.bookings.create(wish(startsAt)))).toBe(code);
    expect(await outcomeOf(desk.rita.api.bookings.create({ ...wish(startsAt), override }))).toBe("forbidden");
    expect(await outcomeOf(api.anybody.bookings.create({ ...wish(startsAt), override }))).toBe("forbidden");
    const { client: _, ...asCustomer } = wish(startsAt);
    expect(await outcomeOf(desk.mona.api.bookings.create({ ...asCustomer, override }))).toBe("forbidden");
    const booked = await desk.mona.api.bookings.create({ ...wish(startsAt), override });
    expect(booked).toMatchObject({ status: "confirmed", overrides: override });
    expect(await desk.rita.api.bookings.get({ bookingId: booked.id })).toMatchObject({ overrides: override });
  });

  test("never passes what is taken", async () => {
    const { mona, salonId, cutId, beaId, annId } = desk;
    const all = Object.keys(PASSED) as (keyof typeof PASSED)[];
    const startsAt = "2027-06-17T10:00:00+02:00";
    const alice = await mona.api.bookings.create(wish(startsAt));
    expect(await outcomeOf(mona.api.bookings.create({ ...wish(startsAt), override: all }))).toBe(
      "staff_busy",
    );
    const withAnn = { ...wish(startsAt), items: [{ variantId: cutId, staffId: annId }], override: all };
    expect(
      await outcomeOf(mona.api.bookings.create({ ...withAnn, client: { id: alice.client?.id ?? "" } })),
    ).toBe("client_busy");
    const hold = {
      salonId,
      startsAt: new Date("2027-06-18T10:00:00+02:00"),
      items: [{ variantId: cutId, staffId: beaId }],
      hold: true,
    };
    await api.anybody.bookings.create(hold);
    expect(
      await outcomeOf(mona.api.bookings.create({ ...wish("2027-06-18T10:00:00+02:00"), override: all })),
    ).toBe("held");
    const taken = ["staff_busy"] as unknown as typeof all;
    expect(await outcomeOf(mona.api.bookings.create({ ...wish(startsAt), override: taken }))).toBe(
      "invalid_input",
    );
  });
});
