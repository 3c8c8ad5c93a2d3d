import { randomUUID } from "node:crypto";
import type { Scope } from "@salon/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problemOf } from "../problem-of.ts";
import { eventsOfBooking, holderOf, openDesk, outcomeOf, rowsOf, serviceNamed } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { Caller, TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { GUEST, monday, WEEK_BEFORE } from "../testing/salon-with-bea.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const cutOf = ({ salonId, cutId, beaId }: Desk, time: Parameters<typeof monday>[0] = "10:00") => ({
  salonId,
  startsAt: monday(time),
  items: [{ variantId: cutId, staffId: beaId }],
});

test("a visit moves by half an hour into itself, and keeps its id, items, prices and note", async () => {
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  const before = await alice.api.bookings.create({ ...cutOf(desk), note: "Ring twice" });
  const moved = await alice.api.bookings.reschedule({
    bookingId: before.id,
    startsAt: monday("10:30"),
    ifVersion: 1,
  });
  const { updatedAt, ...kept } = before;
  expect(moved).toEqual({
    ...kept,
    version: 2,
    startsAt: monday("10:30"),
    endsAt: monday("11:30"),
    localStart: "2027-06-14T10:30:00+02:00",
    items: [{ ...before.items[0], startsAt: monday("10:30"), endsAt: monday("11:30") }],
    policy: {
      ...before.policy,
      cancelUntil: new Date("2027-06-13T10:30:00+02:00"),
      moveUntil: new Date("2027-06-13T10:30:00+02:00"),
    },
    updatedAt: moved.updatedAt,
  });
  expect(moved.updatedAt.getTime()).toBeGreaterThanOrEqual(updatedAt.getTime());
  expect(await alice.api.bookings.get({ bookingId: before.id })).toEqual(moved);
  const [event] = await api.sql<{ type: string; previous: unknown }[]>`
    select type, previous from events where subject_id = ${before.id} order by id desc limit 1`;
  expect(event).toEqual({
    type: "booking.rescheduled",
    previous: { version: 1, startsAt: before.startsAt.toISOString(), endsAt: before.endsAt.toISOString() },
  });
  expect(await outcomeOf(api.anybody.bookings.create({ ...cutOf(desk, "10:00"), client: GUEST }))).toBe(
    "staff_busy",
  );
  expect(await outcomeOf(api.anybody.bookings.create({ ...cutOf(desk, "09:30"), client: GUEST }))).toBe(
    "done",
  );
});

test("a visit that is refused its new time stays where it is, and is told of near ones that it could have", async () => {
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  const own = await alice.api.bookings.create(cutOf(desk));
  await api.anybody.bookings.create({ ...cutOf(desk, "12:00"), client: GUEST });
  const before = await rowsOf(api, own.id);
  const refused = await alice.api.bookings
    .reschedule({ bookingId: own.id, startsAt: monday("12:30") })
    .catch(problemOf);
  expect(refused).toMatchObject({ code: "staff_busy" });
  expect(await rowsOf(api, own.id)).toEqual(before);
  const { alternatives } = refused as unknown as {
    alternatives: { startsAt: Date; items: { variantId: string }[] }[];
  };
  expect(alternatives.map(({ startsAt }) => startsAt)).toEqual(
    ["13:00", "13:30", "11:00", "14:00", "10:30"].map((time) => monday(time as `${number}:${number}`)),
  );
  expect(alternatives[0]?.items[0]?.variantId).toBe(desk.cutId);
  for (const { startsAt } of alternatives) {
    expect(await alice.api.bookings.reschedule({ bookingId: own.id, startsAt })).toMatchObject({ startsAt });
  }
});

test("other items take today's prices; the booking's own keep theirs, and what is taken off or archived since", async () => {
  const desk = await openDesk(api);
  const { owner, salonId, cutId, colourId, beaId } = desk;
  const alice = await api.signUp("Alice");
  const own = await alice.api.bookings.create(cutOf(desk));
  const { id: serviceId } = await serviceNamed(desk, "cut");
  await owner.api.services.update({
    salonId,
    serviceId,
    name: "Haircut",
    variants: [
      { id: cutId, name: "Long", price: { amountMinor: 9900 }, segments: [{ kind: "active", minutes: 90 }] },
    ],
  });
  const kept = await alice.api.bookings.reschedule({ bookingId: own.id, startsAt: monday("11:00") });
  expect(kept).toMatchObject({
    endsAt: monday("12:00"),
    total: { amountMinor: 1000 },
    items: [{ serviceName: "cut", variantName: "cut" }],
  });

  const again = await alice.api.bookings.reschedule({
    bookingId: own.id,
    startsAt: monday("11:00"),
    items: [{ variantId: cutId, staffId: beaId }],
  });
  expect(again).toMatchObject({
    endsAt: monday("12:30"),
    total: { amountMinor: 9900 },
    items: [{ serviceName: "Haircut", variantName: "Long" }],
  });

  await owner.api.services.archive({ salonId, serviceId });
  const archived = await alice.api.bookings.reschedule({ bookingId: own.id, startsAt: monday("14:00") });
  expect(archived).toMatchObject({ version: 4, endsAt: monday("15:30"), total: { amountMinor: 9900 } });
  const anew = { bookingId: own.id, startsAt: monday("14:00"), items: [{ variantId: cutId }] };
  expect(await outcomeOf(alice.api.bookings.reschedule(anew))).toBe("variant_not_bookable");
  const refused = await alice.api.bookings
    .reschedule({ bookingId: own.id, startsAt: monday("16:00") })
    .catch(problemOf);
  expect(refused).toMatchObject({
    code: "duration_exceeds_window",
    alternatives: [{ startsAt: monday("15:30"), price: { amountMinor: 9900 } }, {}, {}, {}, {}],
  });
  const both = [
    { variantId: colourId, staffId: beaId },
    { variantId: colourId, staffId: desk.annId },
  ];
  expect(
    await alice.api.bookings.reschedule({ bookingId: own.id, startsAt: monday("10:00"), items: both }),
  ).toMatchObject({
    endsAt: monday("13:00"),
    total: { amountMinor: 2000 },
    items: [{ staffId: beaId }, { staffId: desk.annId, startsAt: monday("11:30") }],
  });
});

test("customers move until the window closes, the salon whenever it likes", async () => {
  const desk = await openDesk(api, { policy: { rescheduleWindowMinutes: 120 } });
  const alice = await api.signUp("Alice");
  const { id: bookingId } = await alice.api.bookings.create(cutOf(desk));
  const guests = await api.anybody.bookings.create({ ...cutOf(desk, "14:00"), client: GUEST });
  await desk.mona.api.salons.setTestClock({ salonId: desk.salonId, now: monday("08:00") });
  expect(await alice.api.bookings.reschedule({ bookingId, startsAt: monday("10:30") })).toMatchObject({
    version: 2,
  });
  await desk.mona.api.salons.setTestClock({
    salonId: desk.salonId,
    now: new Date(monday("08:30").getTime() + 1),
  });
  const before = await rowsOf(api, bookingId);
  expect(await outcomeOf(alice.api.bookings.reschedule({ bookingId, startsAt: monday("12:00") }))).toBe(
    "too_late_to_move",
  );
  expect(await rowsOf(api, bookingId)).toEqual(before);
  expect(await desk.rita.api.bookings.reschedule({ bookingId, startsAt: monday("12:00") })).toMatchObject({
    version: 3,
  });
  expect(
    await holderOf(api, guests).reschedule({ bookingId: guests.id, startsAt: monday("15:00") }),
  ).toMatchObject({ version: 2 });
  expect(await outcomeOf(alice.api.bookings.reschedule({ bookingId, startsAt: monday("09:00") }))).toBe(
    "too_soon",
  );
});

test("holds and requests move too, a hold to no later end; what has begun or ended does not", async () => {
  const desk = await openDesk(api, { policy: { rescheduleWindowMinutes: 20_000, requiresApproval: true } });
  const alice = await api.signUp("Alice");
  const hold = await alice.api.bookings.create({ ...cutOf(desk), hold: true });
  await api.sql`update salons set test_now = test_now + interval '9 minutes' where id = ${desk.salonId}`;
  const holdExpiresAt = new Date(Date.parse(WEEK_BEFORE) + 600_000);
  expect(
    await alice.api.bookings.reschedule({ bookingId: hold.id, startsAt: monday("11:00") }),
  ).toMatchObject({ status: "held", version: 2, holdExpiresAt });
  const pending = await alice.api.bookings.create(cutOf(desk, "14:00"));
  expect(
    await alice.api.bookings.reschedule({ bookingId: pending.id, startsAt: monday("15:00") }),
  ).toMatchObject({ status: "pending", version: 2 });
  await desk.rita.api.bookings.approve({ bookingId: pending.id });
  await desk.rita.api.bookings.checkIn({ bookingId: pending.id });
  expect(
    await outcomeOf(desk.rita.api.bookings.reschedule({ bookingId: pending.id, startsAt: monday("16:00") })),
  ).toBe("invalid_transition");
  expect(await alice.api.bookings.release({ bookingId: hold.id })).toMatchObject({ status: "released" });
  expect(
    await outcomeOf(alice.api.bookings.reschedule({ bookingId: hold.id, startsAt: monday("12:00") })),
  ).toBe("invalid_transition");
});

test("whoever was asked for stays; whom the salon chose it may choose again", async () => {
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  const [asked, chosen] = [
    await alice.api.bookings.create(cutOf(desk)),
    await alice.api.bookings.create({ ...cutOf(desk, "12:00"), items: [{ variantId: desk.cutId }] }),
  ];
  expect(chosen.items[0]).toMatchObject({ staffId: desk.annId, reason: "least_busy" });
  const items = [{ variantId: desk.cutId, staffId: desk.annId }];
  await api.anybody.bookings.create({ ...cutOf(desk, "14:00"), items, client: GUEST });
  await api.anybody.bookings.create({ ...cutOf(desk, "16:00"), client: GUEST });
  const other = await alice.api.bookings.reschedule({ bookingId: chosen.id, startsAt: monday("14:00") });
  expect(other.items[0]).toMatchObject({ staffId: desk.beaId, staffName: "bea", reason: "only_free" });
  expect(
    await outcomeOf(alice.api.bookings.reschedule({ bookingId: asked.id, startsAt: monday("16:00") })),
  ).toBe("staff_busy");
});

test("a visit takes the room that is free where it goes, and leaves the one that it had", async () => {
  const desk = await openDesk(api, {
    resources: { room: ["one", "two"] },
    services: {
      cut: { segments: [["active", 60]], resources: ["room"], before: 10, after: 15 },
      colour: {
        segments: [
          ["active", 30],
          ["processing", 30],
          ["active", 30],
        ],
        segmentResources: { 2: ["room"] },
      },
    },
  });
  const alice = await api.signUp("Alice");
  const withAnn = { ...cutOf(desk, "12:00"), items: [{ variantId: desk.cutId, staffId: desk.annId }] };
  await api.anybody.bookings.create({ ...withAnn, client: GUEST });
  const own = await alice.api.bookings.create(cutOf(desk, "10:00"));
  const unitsOf = async () => {
    const [row] = await api.sql<{ names: string[] }[]>`
      select array(select name from resources r where r.id = any (i.resource_ids)) as names from booking_items i where booking_id = ${own.id}`;
    return row?.names;
  };
  expect(await unitsOf()).toEqual(["one"]);
  await alice.api.bookings.reschedule({ bookingId: own.id, startsAt: monday("12:00") });
  expect(await unitsOf()).toEqual(["two"]);
  const items = [{ variantId: desk.colourId, staffId: desk.beaId }];
  await alice.api.bookings.reschedule({ bookingId: own.id, startsAt: monday("10:00"), items });
  expect(await unitsOf()).toEqual(["one"]);
  expect(await eventsOfBooking(api, own.id)).toEqual([
    "booking.created",
    "booking.rescheduled",
    "booking.rescheduled",
  ]);
});

test("of two moves into one hour, and of a move and a booking, one gets it", async () => {
  const desk = await openDesk(api);
  const people = await Promise.all(["Alice", "Bob", "Carol"].map((name) => api.signUp(name)));
  const times = ["09:00", "10:00", "11:00"] as const;
  const own = await Promise.all(people.map((person, i) => person.api.bookings.create(cutOf(desk, times[i]))));
  const outcomes = await Promise.all([
    ...own.map(({ id: bookingId }, i) =>
      outcomeOf(
        people[i]?.api.bookings.reschedule({ bookingId, startsAt: monday("15:00") }) ??
          Promise.reject(new Error()),
      ),
    ),
    outcomeOf(api.anybody.bookings.create({ ...cutOf(desk, "15:00"), client: GUEST })),
  ]);
  expect(outcomes.toSorted()).toEqual(["done", "staff_busy", "staff_busy", "staff_busy"]);
});

test("moves of one visit at once follow one another, unless they name the version that they saw", async () => {
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  const { id: bookingId } = await alice.api.bookings.create(cutOf(desk));
  const moves = ["12:00", "12:30"] as const;
  await Promise.all(
    moves.map((time) => alice.api.bookings.reschedule({ bookingId, startsAt: monday(time) })),
  );
  expect(await alice.api.bookings.get({ bookingId })).toMatchObject({ version: 3 });
  const both = await Promise.all(
    moves.map((time) =>
      outcomeOf(alice.api.bookings.reschedule({ bookingId, startsAt: monday(time), ifVersion: 3 })),
    ),
  );
  expect(both.toSorted()).toEqual(["done", "version_mismatch"]);
});

test("what is offered for a move leaves out the client's other visits, which nobody learns who may not move it", async () => {
  const desk = await openDesk(api);
  const { salonId, cutId, colourId, beaId, annId, rita } = desk;
  const alice = await api.signUp("Alice");
  const { id: rescheduling } = await alice.api.bookings.create(cutOf(desk));
  const colour = { variantId: colourId, staffId: annId };
  await alice.api.bookings.create({ salonId, startsAt: monday("13:00"), items: [colour] });
  const items = [{ variantId: cutId, staffId: beaId }];
  const search = { salonId, from: "2027-06-14", to: "2027-06-14", items, rescheduling };
  const key = (...scopes: Scope[]) =>
    api.as({ kind: "apiKey", keyId: randomUUID(), salonId, scopes: ["bookings:read", ...scopes] });
  const startsFor = async ({ availability }: Caller) =>
    (await availability.search(search)).slots.map(({ startsAt }) => startsAt.toISOString());
  const whole = await startsFor(key());
  const inTheWay = ["12:30", "13:00", "13:30", "14:00"] as const;
  const offered = whole.filter((start) => !inTheWay.some((time) => monday(time).toISOString() === start));
  expect(offered).toHaveLength(whole.length - inTheWay.length);
  for (const caller of [alice.api, rita.api, key("bookings:write")])
    expect(await startsFor(caller)).toEqual(offered);
  const asked = { salonId, startsAt: monday("13:00"), items, rescheduling };
  expect((await alice.api.availability.explain(asked)).reasons.map(({ code }) => code)).toEqual([
    "client_busy",
  ]);
  expect((await key().availability.explain(asked)).bookable).toBe(true);
  for (const start of whole) {
    const move = { bookingId: rescheduling, startsAt: new Date(start) };
    expect(await outcomeOf(alice.api.bookings.reschedule(move))).toBe(
      offered.includes(start) ? "done" : "client_busy",
    );
  }
});
