import { afterAll, beforeAll, expect, test } from "vitest";
import { problemOf } from "../problem-of.ts";
import { eventsOfBooking, holderOf, openDesk, outcomeOf, rowsOf, serviceNamed } from "../testing/desk.ts";
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

const cutOf = ({ salonId, cutId, beaId }: Desk, time: Parameters<typeof monday>[0] = "10:00") => ({
  salonId,
  startsAt: monday(time),
  items: [{ variantId: cutId, staffId: beaId }],
});

test("a customer cancels until the window closes, and the time is free at once", async () => {
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  const own = await alice.api.bookings.create(cutOf(desk));
  await desk.mona.api.salons.setTestClock({ salonId: desk.salonId, now: own.policy.cancelUntil });
  const cancelled = await alice.api.bookings.cancel({ bookingId: own.id, reason: "I am ill" });
  expect(cancelled).toMatchObject({
    status: "cancelled_by_client",
    late: false,
    version: 2,
    total: own.total,
    items: own.items,
  });
  expect(await outcomeOf(api.anybody.bookings.create({ ...cutOf(desk), client: GUEST }))).toBe("done");
  expect(await alice.api.bookings.cancel({ bookingId: own.id, reason: "Still ill" })).toEqual(cancelled);
  expect(await desk.rita.api.bookings.cancel({ bookingId: own.id })).toEqual(cancelled);
  expect(await eventsOfBooking(api, own.id)).toEqual(["booking.created", "booking.cancelled"]);
});

/** A guest's visit whose window has just closed; the policy was milder when it was booked, or stricter. */
async function bookedTooLate(lateCancel: "refuse" | "allow") {
  const desk = await openDesk(api, { policy: { lateCancel } });
  const own = await api.anybody.bookings.create({ ...cutOf(desk), client: GUEST });
  const { salonId, mona } = desk;
  await mona.api.salons.setPolicy({ salonId, cancelWindowMinutes: 0, lateCancel: "refuse" });
  const now = new Date(own.policy.cancelUntil.getTime() + 1);
  await mona.api.salons.setTestClock({ salonId, now });
  return { own, bookings: holderOf(api, own) };
}

test("past the window of their booking's policy a customer is refused", async () => {
  const { own, bookings } = await bookedTooLate("refuse");
  const before = await rowsOf(api, own.id);
  expect(await outcomeOf(bookings.cancel({ bookingId: own.id }))).toBe("too_late_to_cancel");
  expect(await rowsOf(api, own.id)).toEqual(before);
});

test("or they are let go and marked as late, where that policy says so", async () => {
  const { own, bookings } = await bookedTooLate("allow");
  const cancelled = await bookings.cancel({ bookingId: own.id });
  expect(cancelled).toMatchObject({ status: "cancelled_by_client", late: true });
  expect(await bookings.get({ bookingId: own.id })).toEqual(cancelled);
});

test("a request that nobody has answered is taken back at any time", async () => {
  const desk = await openDesk(api, {
    policy: { requiresApproval: true, cancelWindowMinutes: 20_000, approvalMinutes: 20_000 },
  });
  const own = await api.anybody.bookings.create({ ...cutOf(desk), client: GUEST });
  expect(await holderOf(api, own).cancel({ bookingId: own.id })).toMatchObject({
    status: "cancelled_by_client",
    late: false,
  });
});

test("the salon cancels at any time, a visit under way too, and it is never late", async () => {
  const desk = await openDesk(api);
  const own = await api.anybody.bookings.create({ ...cutOf(desk), client: GUEST });
  await desk.mona.api.salons.setTestClock({ salonId: desk.salonId, now: monday("10:20") });
  await desk.rita.api.bookings.start({ bookingId: own.id });
  expect(await outcomeOf(holderOf(api, own).cancel({ bookingId: own.id }))).toBe("invalid_transition");
  expect(await desk.bea.api.bookings.cancel({ bookingId: own.id })).toMatchObject({
    status: "cancelled_by_salon",
    late: false,
  });
});

test("a hold is released and not cancelled", async () => {
  const desk = await openDesk(api);
  const hold = await api.anybody.bookings.create({ ...cutOf(desk), hold: true });
  expect(await outcomeOf(holderOf(api, hold).cancel({ bookingId: hold.id }))).toBe("invalid_transition");
});

type Alternative = { readonly startsAt: Date; readonly items: { staffId: string }[] };

/** The near starts that a refusal names. */
async function alternativesTo(call: Promise<unknown>): Promise<readonly Alternative[]> {
  const problem = await call.then(
    () => ({}),
    (error: unknown) => problemOf(error),
  );
  return (problem as { alternatives?: Alternative[] }).alternatives ?? [];
}

test("whoever comes too late is told of five near starts, nearest first, and can book them", async () => {
  const desk = await openDesk(api);
  const wish = cutOf(desk, "12:00");
  await api.anybody.bookings.create({ ...wish, client: GUEST });
  const alternatives = await alternativesTo(api.anybody.bookings.create({ ...wish, client: GUEST }));
  expect(alternatives.map(({ startsAt }) => startsAt)).toEqual(
    (["11:00", "13:00", "10:30", "13:30", "10:00"] as const).map((time) => monday(time)),
  );
  for (const { startsAt } of alternatives) {
    const own = await api.anybody.bookings.create({ ...wish, startsAt, client: GUEST });
    await holderOf(api, own).cancel({ bookingId: own.id });
  }
  const onSaturday = { ...wish, startsAt: new Date("2027-06-12T12:00:00+02:00"), client: GUEST };
  const [first, ...others] = await alternativesTo(api.anybody.bookings.create(onSaturday));
  expect(first?.startsAt).toEqual(new Date("2027-06-11T16:00:00+02:00"));
  expect(others).toHaveLength(4);
});

test("whoever is busy themselves is told of starts at which they are not", async () => {
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  await alice.api.bookings.create(cutOf(desk, "12:00"));
  const withAnn = { ...cutOf(desk, "12:30"), items: [{ variantId: desk.cutId, staffId: desk.annId }] };
  const alternatives = await alternativesTo(alice.api.bookings.create(withAnn));
  expect(alternatives).toHaveLength(5);
  for (const { startsAt } of alternatives) {
    const own = await alice.api.bookings.create({ ...withAnn, startsAt });
    await alice.api.bookings.cancel({ bookingId: own.id });
  }
});

test("a member who books as a customer is told of nothing that only the salon could book", async () => {
  const desk = await openDesk(api);
  const { id: serviceId } = await serviceNamed(desk, "cut");
  await desk.owner.api.services.update({ salonId: desk.salonId, serviceId, onlineBookable: false });
  expect(await alternativesTo(desk.rita.api.bookings.create(cutOf(desk)))).toEqual([]);
  await desk.rita.api.bookings.create({ ...cutOf(desk), client: GUEST });
  expect(await alternativesTo(desk.rita.api.bookings.create({ ...cutOf(desk), client: GUEST }))).toHaveLength(
    5,
  );
});
