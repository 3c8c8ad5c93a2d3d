import { afterAll, beforeAll, expect, test } from "vitest";
import { problemOf } from "../problem-of.ts";
import { openDesk, outcomeOf, outcomesOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { monday } from "../testing/salon-with-bea.ts";

const HOUR_MS = 60 * 60_000;
const NOW = new Date("2027-06-01T21:30:00Z");
const DAY = { from: "2027-06-01", to: "2027-06-02" };

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

let taken = 0;
/** A visit of Alice's by Bea, at a time of its own. */
async function visitIn({ rita, salonId, cutId, beaId }: Desk) {
  const hours = Math.floor(taken / 8) * 24 + (taken % 8);
  taken += 1;
  const startsAt = new Date(monday("09:00").getTime() + hours * HOUR_MS);
  const items = [{ variantId: cutId, staffId: beaId }];
  const made = await rita.api.bookings.create({ salonId, startsAt, items, client: { name: "Alice" } });
  return { bookingId: made.id, total: made.total.amountMinor };
}
const codeOf = async (call: Promise<unknown>) =>
  problemOf(await call.catch((error: unknown) => error)).errors?.[0]?.code;
const setClock = ({ salonId }: Desk, now: Date) =>
  api.sql`update salons set test_now = ${now} where id = ${salonId}`;

test("Alice pays in two parts with a tip, and nothing is due any more", async () => {
  const { rita, beaId, annId } = desk;
  const { bookingId, total } = await visitIn(desk);
  const first = await rita.api.payments.record({ bookingId, method: "voucher", amountMinor: 500 });
  expect(first).toMatchObject({ currency: "EUR", staffId: beaId, tipMinor: 0, refundOf: null });
  const rest = { bookingId, method: "card", amountMinor: total - 500, tipMinor: 300 } as const;
  expect(await codeOf(rita.api.payments.record({ ...rest, amountMinor: total }))).toBe("more_than_due");
  expect(await codeOf(rita.api.payments.record({ ...rest, staffId: annId }))).toBe("unknown_staff");
  await rita.api.payments.record(rest);
  expect(await rita.api.payments.list({ bookingId })).toMatchObject({
    total: { amountMinor: total },
    paid: { amountMinor: total },
    due: { amountMinor: 0 },
    items: [{ id: first.id }, { method: "card", tipMinor: 300 }],
  });
  expect(await codeOf(rita.api.payments.record({ ...rest, amountMinor: 1 }))).toBe("more_than_due");
});

test("of two who take the same money at once, one does", async () => {
  const { rita, mona } = desk;
  const { bookingId, total } = await visitIn(desk);
  const pay = { bookingId, method: "cash", amountMinor: total } as const;
  const outcomes = await outcomesOf([rita.api.payments.record(pay), mona.api.payments.record(pay)]);
  expect(outcomes).toEqual({ done: 1, invalid_input: 1 });
});

test("never more is paid back than came in, by however many at once", async () => {
  const { rita, mona, owner } = desk;
  const { bookingId, total } = await visitIn(desk);
  const paid = await rita.api.payments.record({ bookingId, method: "card", amountMinor: total });
  const refund = { bookingId, paymentId: paid.id, amountMinor: total - 100, reason: "Too short" };
  expect(await outcomeOf(rita.api.payments.refund(refund))).toBe("forbidden");
  const outcomes = await outcomesOf([mona.api.payments.refund(refund), owner.api.payments.refund(refund)]);
  expect(outcomes).toEqual({ done: 1, invalid_input: 1 });
  const { paid: left, due, items } = await mona.api.payments.list({ bookingId });
  expect([left.amountMinor, due.amountMinor]).toEqual([100, total - 100]);
  const refundId = items.find(({ refundOf }) => refundOf !== null)?.id ?? "";
  expect(await outcomeOf(mona.api.payments.refund({ ...refund, paymentId: refundId }))).toBe("not_found");
  const other = await visitIn(desk);
  expect(await outcomeOf(mona.api.payments.refund({ ...refund, bookingId: other.bookingId }))).toBe(
    "not_found",
  );
});

test("the same request again takes no money twice", async () => {
  const { rita } = desk;
  const { bookingId } = await visitIn(desk);
  const asRita = { kind: "user", userId: rita.userId, emailVerified: true } as const;
  const again = api.as(asRita);
  const pay = { bookingId, method: "cash", amountMinor: 100 } as const;
  expect(await again.payments.record(pay)).toEqual(await again.payments.record(pay));
  expect((await rita.api.payments.list({ bookingId })).items).toHaveLength(1);
});

test("nothing is paid for what was called off, and customers do not see the till", async () => {
  const { rita, salonId, cutId, beaId } = desk;
  const { bookingId } = await visitIn(desk);
  await rita.api.bookings.cancel({ bookingId });
  const pay = (id: string) => rita.api.payments.record({ bookingId: id, method: "cash", amountMinor: 1 });
  expect(await outcomeOf(pay(bookingId))).toBe("invalid_transition");
  const nora = await api.signUp("Nora");
  const startsAt = new Date(monday("09:00").getTime() + 7 * 24 * HOUR_MS);
  const own = await nora.api.bookings.create({
    salonId,
    startsAt,
    items: [{ variantId: cutId, staffId: beaId }],
  });
  expect(await outcomeOf(nora.api.payments.list({ bookingId: own.id }))).toBe("forbidden");
  const stranger = await openDesk(api);
  expect(await outcomeOf(stranger.mona.api.payments.list({ bookingId }))).toBe("not_found");
  expect(await outcomeOf(stranger.mona.api.payments.takings({ salonId, ...DAY }))).toBe("not_found");
});

test("takings are those of the salon's own days, and are what a recount says, whoever pays at once", async () => {
  const own = await openDesk(api);
  const { rita, mona, salonId, beaId } = own;
  await setClock(own, NOW);
  const visits = [await visitIn(own), await visitIn(own), await visitIn(own), await visitIn(own)];
  const paid = await Promise.all(
    visits.map(({ bookingId }) =>
      rita.api.payments.record({ bookingId, method: "cash", amountMinor: 1_000, tipMinor: 100 }),
    ),
  );
  await setClock(own, new Date("2027-06-01T22:30:00Z"));
  const refund = { bookingId: visits[0]?.bookingId ?? "", paymentId: paid[0]?.id ?? "", reason: "Late" };
  await mona.api.payments.refund({ ...refund, amountMinor: 250 });
  const takings = await mona.api.payments.takings({ salonId, ...DAY });
  const line = { method: "cash", staffId: beaId };
  expect(takings).toMatchObject({
    currency: "EUR",
    total: {
      payments: 4,
      amountMinor: 3_750,
      tipMinor: 400,
      refunds: 1,
      refundedMinor: 250,
      discountMinor: 0,
    },
    days: [
      { ...line, date: "2027-06-01", payments: 4, amountMinor: 4_000, tipMinor: 400, refundedMinor: 0 },
      { ...line, date: "2027-06-02", payments: 0, amountMinor: -250, tipMinor: 0, refundedMinor: 250 },
    ],
    discounts: [],
  });
  const [recount] = await api.sql<{ sum: number }[]>`
    select sum(amount_minor)::int as sum from payments where salon_id = ${salonId}`;
  expect(takings.total.amountMinor).toBe(recount?.sum);
  expect(await outcomeOf(rita.api.payments.takings({ salonId, ...DAY }))).toBe("forbidden");
  const long = { salonId, from: "2026-01-01", to: "2027-06-01" };
  expect(await outcomeOf(mona.api.payments.takings(long))).toBe("invalid_input");
  expect(await api.statementsOf(() => mona.api.payments.takings({ salonId, ...DAY }))).toHaveLength(3);
});

test("a discount at checkout is taken off what is due, and the day's sums tell it from tips and refunds", async () => {
  const own = await openDesk(api);
  const { rita, mona, salonId } = own;
  await setClock(own, NOW);
  const [{ bookingId, total }, calledOff] = [await visitIn(own), await visitIn(own)];
  const discount = { amountMinor: 700, label: "Regular" };
  await mona.api.bookings.update({ bookingId: calledOff.bookingId, discount });
  await rita.api.bookings.cancel({ bookingId: calledOff.bookingId });
  await rita.api.bookings.complete({ bookingId });
  const pay = { bookingId, method: "card", amountMinor: total - 200, tipMinor: 150 } as const;
  const paid = await rita.api.payments.record(pay);
  await mona.api.bookings.update({ bookingId, discount });
  expect(await rita.api.payments.list({ bookingId })).toMatchObject({
    total: { amountMinor: total - 700 },
    discount: { amountMinor: 700 },
    tips: { amountMinor: 150 },
    due: { amountMinor: 0 },
    credit: { amountMinor: 500 },
  });
  await mona.api.payments.refund({ bookingId, paymentId: paid.id, amountMinor: 500, reason: "Discount" });
  const { localStart } = await rita.api.bookings.get({ bookingId });
  const visitDay = localStart.slice(0, 10);
  const sums = { payments: 1, refunds: 1, refundedMinor: 500, tipMinor: 150, amountMinor: total - 700 };
  expect(await mona.api.payments.takings({ salonId, from: DAY.from, to: visitDay })).toMatchObject({
    total: { ...sums, discountMinor: 700 },
    days: [{ date: "2027-06-01", method: "card", ...sums }],
    discounts: [{ date: visitDay, visits: 1, discountMinor: 700 }],
  });
});

test("what was noted of a payment goes with the client, and the sums stay", async () => {
  const { rita, mona, salonId } = desk;
  const { bookingId } = await visitIn(desk);
  await rita.api.payments.record({
    bookingId,
    method: "cash",
    amountMinor: 500,
    note: "Alice's mother paid",
  });
  const { client } = await rita.api.bookings.get({ bookingId });
  await rita.api.bookings.cancel({ bookingId });
  await mona.api.clients.erase({ salonId, clientId: client?.id ?? "" });
  const { items } = await rita.api.payments.list({ bookingId });
  expect(items).toMatchObject([{ amountMinor: 500, note: null }]);
});
