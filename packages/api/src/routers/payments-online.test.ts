import { randomUUID } from "node:crypto";
import { createSystemCtx, forgetEnded } from "@salon/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problemOf } from "../problem-of.ts";
import { openDesk, outcomeOf, outcomesOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { openLedger } from "../testing/ledger.ts";
import { monday } from "../testing/salon-with-bea.ts";

const HOUR_MS = 60 * 60_000;
const ledger = openLedger();

let api: TestApi;
let desk: Desk;
beforeAll(async () => {
  api = await openTestApi({}, new Map([["acme", ledger]]));
  desk = await openDesk(api);
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

let booked = 0;
/** A visit of Alice's by Bea, at a time of its own. */
async function visit({ rita, salonId, cutId, beaId }: Desk = desk) {
  const hours = Math.floor(booked / 8) * 24 + (booked % 8);
  booked += 1;
  const startsAt = new Date(monday("09:00").getTime() + hours * HOUR_MS);
  const items = [{ variantId: cutId, staffId: beaId }];
  return rita.api.bookings.create({ salonId, startsAt, items, client: { name: "Alice" } });
}

/** The provider takes money for a visit; what is to be recorded of it. */
function take(bookingId: string, amountMinor: number, tipMinor = 0) {
  const reference = `pay_${randomUUID()}`;
  ledger.taken.set(reference, { bookingId, currency: "EUR", amountMinor: amountMinor + tipMinor });
  return { bookingId, method: "online", provider: "acme", reference, amountMinor, tipMinor } as const;
}

/** A visit whose whole price has come in through the provider. */
async function paidVisit() {
  const { id: bookingId, total } = await visit();
  const paid = await desk.rita.api.payments.record(take(bookingId, total.amountMinor));
  return { bookingId, paymentId: paid.id, paid, total: total.amountMinor };
}

const codeOf = async (call: Promise<unknown>) =>
  problemOf(await call.catch((error: unknown) => error)).errors?.[0]?.code;
const asMona = (key: string | null) =>
  api.as({ kind: "user", userId: desk.mona.userId, emailVerified: true }, key);
const givenOf = (reference: string | null) =>
  [...ledger.given.values()].filter((back) => back.reference === reference);

test("what the provider took is recorded once, however often and by however many it is told", async () => {
  const { rita, mona } = desk;
  const { id: bookingId, total } = await visit();
  const told = take(bookingId, total.amountMinor, 300);
  const [first, second] = await Promise.all([rita.api.payments.record(told), mona.api.payments.record(told)]);
  expect(first).toMatchObject({
    method: "online",
    provider: "acme",
    reference: told.reference,
    tipMinor: 300,
  });
  expect(second).toEqual(first);
  expect(await rita.api.payments.record(told)).toEqual(first);
  expect(await rita.api.payments.list({ bookingId })).toMatchObject({
    paid: { amountMinor: total.amountMinor },
    tips: { amountMinor: 300 },
    due: { amountMinor: 0 },
    credit: { amountMinor: 0 },
    items: [first],
  });
  const [events] = await api.sql<{ count: number }[]>`
    select count(*)::int as count from events where subject_id = ${first.id}`;
  expect(events?.count).toBe(1);
});

test("only what the provider says is recorded: its visit, its amount, its currency", async () => {
  const { rita } = desk;
  const { id: bookingId } = await visit();
  const told = take(bookingId, 1_000, 200);
  const { record } = rita.api.payments;
  const others = await visit();
  expect(await codeOf(record({ ...told, bookingId: others.id }))).toBe("unknown_reference");
  expect(await codeOf(record({ ...told, reference: "pay_never" }))).toBe("unknown_reference");
  expect(await codeOf(record({ ...told, provider: "nobody" }))).toBe("unknown_provider");
  expect(await codeOf(record({ ...told, amountMinor: 1_100 }))).toBe("other_amount");
  expect(await codeOf(record({ ...told, tipMinor: 0 }))).toBe("other_amount");
  ledger.taken.set(told.reference, { bookingId, currency: "USD", amountMinor: 1_200 });
  expect(await codeOf(record(told))).toBe("other_currency");
  expect((await rita.api.payments.list({ bookingId })).items).toEqual([]);
  const { provider: _, ...nameless } = told;
  expect(await outcomeOf(record(nameless))).toBe("invalid_input");
  expect(await outcomeOf(record({ ...told, method: "cash" }))).toBe("invalid_input");
});

test("a stranger to the visit asks the provider nothing", async () => {
  const { id: bookingId } = await visit();
  const stranger = await openDesk(api);
  ledger.trouble = "throws";
  expect(await outcomeOf(stranger.mona.api.payments.record(take(bookingId, 100)))).toBe("not_found");
  expect(ledger.trouble).toBe("throws");
  ledger.trouble = undefined;
});

test("a deposit comes in before the visit is agreed upon, and what came in stays to be seen when it is called off", async () => {
  const { owner, rita, mona, salonId, cutId, beaId } = desk;
  const nora = await api.signUp("Nora");
  await owner.api.salons.setPolicy({ salonId, requiresApproval: true });
  const startsAt = new Date(monday("09:00").getTime() + 14 * 24 * HOUR_MS);
  const { id: bookingId, status } = await nora.api.bookings.create({
    salonId,
    startsAt,
    items: [{ variantId: cutId, staffId: beaId }],
  });
  await owner.api.salons.setPolicy({ salonId, requiresApproval: false });
  expect(status).toBe("pending");
  const cash = { bookingId, method: "cash", amountMinor: 500 } as const;
  expect(await outcomeOf(rita.api.payments.record(cash))).toBe("invalid_transition");
  const deposit = await rita.api.payments.record(take(bookingId, 500));
  const open = await rita.api.payments.list({ bookingId });
  expect([open.due.amountMinor, open.credit.amountMinor]).toEqual([open.total.amountMinor - 500, 0]);
  await nora.api.bookings.cancel({ bookingId });
  // Taken while she cancelled: it is there all the same.
  await rita.api.payments.record(take(bookingId, 700));
  const off = { paid: { amountMinor: 1_200 }, due: { amountMinor: 0 }, credit: { amountMinor: 1_200 } };
  expect(await rita.api.payments.list({ bookingId })).toMatchObject(off);
  await mona.api.payments.refund({
    bookingId,
    paymentId: deposit.id,
    amountMinor: 500,
    reason: "Called off",
  });
  expect(await rita.api.payments.list({ bookingId })).toMatchObject({
    paid: { amountMinor: 700 },
    refunded: { amountMinor: 500 },
    credit: { amountMinor: 700 },
  });
});

test("a hold that expired while money was taken keeps it, and is kept as long", async () => {
  const { rita, salonId, cutId, beaId } = desk;
  const nora = await api.signUp("Nora");
  const startsAt = new Date(monday("09:00").getTime() + 15 * 24 * HOUR_MS);
  const items = [{ variantId: cutId, staffId: beaId }];
  const { id: bookingId } = await nora.api.bookings.create({ salonId, startsAt, items, hold: true });
  await nora.api.bookings.release({ bookingId });
  await rita.api.payments.record(take(bookingId, 500));
  await api.sql`update bookings set updated_at = now() - interval '31 days' where id = ${bookingId}`;
  await forgetEnded(createSystemCtx(api.deps, "test"));
  expect(await rita.api.payments.list({ bookingId })).toMatchObject({ credit: { amountMinor: 500 } });
});

test("what the provider took is recorded though the desk was paid meanwhile: the rest is to be given back", async () => {
  const { rita } = desk;
  const { id: bookingId, total } = await visit();
  await rita.api.payments.record({ bookingId, method: "cash", amountMinor: total.amountMinor });
  await rita.api.payments.record(take(bookingId, 600));
  const { due, credit } = await rita.api.payments.list({ bookingId });
  expect([due.amountMinor, credit.amountMinor]).toEqual([0, 600]);
});

test("of a provider that hangs or fails nothing is recorded, and the same again is done once", async () => {
  const { rita } = desk;
  const { bookingId, paymentId, paid } = await paidVisit();
  const more = take(bookingId, 100);
  for (const trouble of ["hangs", "throws"] as const) {
    ledger.trouble = trouble;
    expect(await outcomeOf(rita.api.payments.record(more))).toBe("unavailable");
  }
  const refund = { bookingId, paymentId, amountMinor: 400, reason: "Too short" };
  for (const trouble of ["hangs", "throws", "loses the answer"] as const) {
    ledger.trouble = trouble;
    expect(await outcomeOf(asMona(`${paymentId} back`).payments.refund(refund))).toBe("unavailable");
  }
  expect((await rita.api.payments.list({ bookingId })).items).toHaveLength(1);
  expect(givenOf(paid.reference)).toHaveLength(1);
  const back = await asMona(`${paymentId} back`).payments.refund(refund);
  expect(await asMona(`${paymentId} back`).payments.refund(refund)).toEqual(back);
  expect(givenOf(paid.reference)).toMatchObject([{ id: back.reference, amountMinor: 400 }]);
  expect(back).toMatchObject({ method: "online", provider: "acme", amountMinor: -400, refundOf: paymentId });
});

test("after an answer that was lost, another key orders the same refund and not a second", async () => {
  const { mona } = desk;
  const { bookingId, paymentId, paid } = await paidVisit();
  const refund = { bookingId, paymentId, amountMinor: 400, reason: "Too short" };
  ledger.trouble = "loses the answer";
  expect(await outcomeOf(mona.api.payments.refund(refund))).toBe("unavailable");
  expect(await outcomeOf(mona.api.payments.refund({ ...refund, amountMinor: 500 }))).toBe("refund_refused");
  await mona.api.payments.refund(refund);
  expect(givenOf(paid.reference)).toHaveLength(1);
  expect((await mona.api.payments.list({ bookingId })).refunded.amountMinor).toBe(400);
});

test("of two who pay back at once one does, and the other is told so", async () => {
  const { mona, owner } = desk;
  const { bookingId, paymentId, paid } = await paidVisit();
  const refund = { bookingId, paymentId, amountMinor: 300, reason: "Too short" };
  const outcomes = await outcomesOf([mona.api.payments.refund(refund), owner.api.payments.refund(refund)]);
  expect(outcomes).toEqual({ already_exists: 1, done: 1 });
  expect(givenOf(paid.reference)).toHaveLength(1);
  await owner.api.payments.refund(refund);
  expect(givenOf(paid.reference)).toHaveLength(2);
});

test("a request that comes twice at once, and again when all is paid back, is one refund", async () => {
  const { bookingId, paymentId, paid, total } = await paidVisit();
  const refund = { bookingId, paymentId, amountMinor: total, reason: "Too short" };
  const again = () => asMona(`${paymentId} all`).payments.refund(refund);
  const [first, second] = await Promise.all([again(), again()]);
  expect(second).toEqual(first);
  expect(await again()).toEqual(first);
  expect(givenOf(paid.reference)).toHaveLength(1);
});

test("money moves under a key alone, and nobody's without the right", async () => {
  const { rita } = desk;
  const { bookingId, paymentId, paid } = await paidVisit();
  const refund = { bookingId, paymentId, amountMinor: 300, reason: "Too short" };
  expect(await outcomeOf(asMona(null).payments.refund(refund))).toBe("idempotency_key_required");
  expect(await outcomeOf(rita.api.payments.refund(refund))).toBe("forbidden");
  const stranger = await openDesk(api);
  expect(await outcomeOf(stranger.mona.api.payments.refund(refund))).toBe("not_found");
  expect(givenOf(paid.reference)).toEqual([]);
});
