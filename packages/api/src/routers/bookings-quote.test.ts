import { afterAll, beforeAll, expect, test } from "vitest";
import { problemOf } from "../problem-of.ts";
import { openDesk, outcomeOf, serviceNamed } from "../testing/desk.ts";
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

/** How many rows of each kind there are: a quote leaves them as they are. */
async function countRows({ sql }: TestApi): Promise<unknown> {
  return sql`select (select count(*) from bookings) as bookings, (select count(*) from allocations) as allocations,
    (select count(*) from clients) as clients, (select count(*) from events) as events, (select count(*) from idempotency_keys) as keys`;
}

test("a quote is what the booking then costs, and changes nothing", async () => {
  const desk = await openDesk(api, {
    policy: { requiresApproval: true, cancelWindowMinutes: 60, rescheduleWindowMinutes: 120 },
  });
  const { owner, salonId, cutId, colourId, beaId, annId } = desk;
  await owner.api.staff.setServices({
    salonId,
    staffId: annId,
    services: [
      { variantId: cutId, price: { amountMinor: 2500 }, segmentMinutes: [45] },
      { variantId: colourId },
    ],
  });
  const cut = await serviceNamed(desk, "cut");
  const mask = await owner.api.addOns.create({
    salonId,
    name: "Mask",
    minutes: 15,
    price: { amountMinor: 700 },
    serviceIds: [cut.id],
  });
  const wish = {
    salonId,
    startsAt: monday("10:00"),
    items: [
      { variantId: cutId, staffId: annId, addOnIds: [mask.id] },
      { variantId: colourId, staffId: beaId },
    ],
    maxWaitMinutes: 30,
  };
  const before = await countRows(api);
  const quote = await api.anybody.bookings.quote(wish);
  expect(await countRows(api)).toEqual(before);
  expect(quote).toMatchObject({
    startsAt: monday("10:00"),
    endsAt: monday("12:30"),
    total: { amountMinor: 2500 + 700 + 1000, currency: "EUR" },
    priceIsEstimate: false,
    policy: { requiresApproval: true, holdMinutes: 10 },
    required: ["client.name", "client.email_or_phone"],
  });
  const booked = await api.anybody.bookings.create({ ...wish, client: GUEST });
  const charged = booked.priceLines.map((line) => ({ ...line, itemId: null }));
  expect({ ...quote, priceLines: charged }).toMatchObject({
    startsAt: booked.startsAt,
    endsAt: booked.endsAt,
    localStart: booked.localStart,
    total: booked.total,
    policy: booked.policy,
  });
  expect(quote.priceLines).toEqual(charged);
  expect(booked.status).toBe("pending");

  const alice = await api.signUp("Alice");
  expect(await alice.api.bookings.quote({ ...wish, startsAt: monday("13:00") })).toMatchObject({
    required: [],
    total: quote.total,
  });
});

test("a price that is only a start, or is said later, makes an estimate; what is free costs nothing", async () => {
  const { owner, salonId, beaId } = await openDesk(api);
  const variants = [
    { name: "From", price: { amountMinor: 500 }, priceType: "from" },
    { name: "On request", price: { amountMinor: null }, priceType: "on_request" },
    { name: "Free", price: { amountMinor: null }, priceType: "free" },
  ] as const;
  const segments = [{ kind: "active" as const, minutes: 30 }];
  const service = await owner.api.services.create({
    salonId,
    name: "Advice",
    variants: variants.map((variant) => ({ ...variant, segments })),
  });
  await owner.api.staff.setServices({
    salonId,
    staffId: beaId,
    services: service.variants.map(({ id }) => ({ variantId: id })),
  });
  const quoteOf = (index: number) =>
    api.anybody.bookings.quote({
      salonId,
      startsAt: monday("10:00"),
      items: [{ variantId: service.variants[index]?.id ?? "" }],
    });
  expect(await quoteOf(0)).toMatchObject({ total: { amountMinor: 500 }, priceIsEstimate: true });
  expect(await quoteOf(1)).toMatchObject({ total: { amountMinor: 0 }, priceIsEstimate: true });
  expect(await quoteOf(2)).toMatchObject({ total: { amountMinor: 0 }, priceIsEstimate: false });
});

test("a quote for a start that cannot be booked is refused as the booking would be, with the same near slots", async () => {
  const { salonId, cutId, beaId } = await openDesk(api);
  const wish = { salonId, startsAt: monday("10:00"), items: [{ variantId: cutId, staffId: beaId }] };
  await api.anybody.bookings.create({ ...wish, client: GUEST });
  const [quoted, booked] = [
    await api.anybody.bookings.quote(wish).catch(problemOf),
    await api.anybody.bookings.create({ ...wish, client: GUEST }).catch(problemOf),
  ];
  expect(quoted).toMatchObject({ code: "staff_busy", status: 409 });
  expect(quoted).toEqual(booked);
  expect(await outcomeOf(api.anybody.bookings.quote({ ...wish, startsAt: monday("10:10") }))).toBe(
    "off_grid",
  );
  const skipped = { ...wish, startsAt: undefined, localStart: "2028-03-26T02:30" };
  expect(await outcomeOf(api.anybody.bookings.quote(skipped))).toBe("nonexistent_local_time");
});
