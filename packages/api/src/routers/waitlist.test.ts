import { createSystemCtx, expireWaitlist, followFreedTime, offerFreedTime } from "@salon/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holderOf, openDesk, outcomeOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { Caller, TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { MONDAY, monday } from "../testing/salon-with-bea.ts";
import { told } from "../testing/told.ts";

let api: TestApi;
let desk: Desk;
beforeEach(async () => {
  api = await openTestApi();
  desk = await openDesk(api, { policy: { cancelWindowMinutes: 0 } });
});
afterEach(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const DAY = { from: MONDAY, to: MONDAY };
const MINUTE_MS = 60_000;

/** Bea's Monday is full; the bookings by their hour. */
async function fillMonday() {
  const { salonId, cutId, beaId } = desk;
  const items = [{ variantId: cutId, staffId: beaId }];
  const client = { name: "Gwen", email: "gwen@example.com" };
  const full = [];
  for (const hour of [9, 10, 11, 12, 13, 14, 15, 16])
    full.push(
      await api.anybody.bookings.create({
        salonId,
        startsAt: monday(`${String(hour).padStart(2, "0") as "09"}:00`),
        items,
        client,
      }),
    );
  return full;
}

async function wait(name: string, wish: Partial<Parameters<Caller["waitlist"]["join"]>[0]> = {}) {
  const { salonId, cutId, beaId } = desk;
  const client = { name, email: `${name.toLowerCase()}@example.com` };
  const items = [{ variantId: cutId, staffId: beaId }];
  const joined = await api.anybody.waitlist.join({ salonId, items, ...DAY, client, ...wish });
  const own = api.as({ kind: "bookingHolder", token: joined.bookingToken ?? "" });
  const look = () => own.waitlist.get({ salonId, entryId: joined.id });
  return { ...joined, look };
}

/** Does what the worker would by now: two of them, at once. */
async function work(): Promise<void> {
  const ctx = () => createSystemCtx(api.deps, "test");
  do {
    while (await followFreedTime(ctx()));
    while ((await Promise.all([offerFreedTime(ctx()), offerFreedTime(ctx())])).includes(true));
  } while (await isMore());
}

async function isMore(): Promise<boolean> {
  const [more] = await api.sql<[{ more: boolean }]>`
    select exists (
      select from events e join log_readers r on r.name = 'waitlist'
      where (e.transaction_id, e.id) > (r.transaction_id, r.event_id)) as more`;
  return more.more;
}

const statusesOf = async (waits: readonly { look: () => Promise<{ status: string }> }[]) =>
  Promise.all(waits.map(async ({ look }) => (await look()).status));

test("time that becomes free is held for whoever came first, who is told and takes it with one confirmation", async () => {
  const full = await fillMonday();
  const [alice, hedda] = [await wait("Alice"), await wait("Hedda")];
  await work();
  expect(await statusesOf([alice, hedda])).toEqual(["waiting", "waiting"]);
  await told(api);
  await holderOf(api, full[2] ?? {}).cancel({ bookingId: full[2]?.id ?? "" });
  await work();
  expect(await statusesOf([alice, hedda])).toEqual(["offered", "waiting"]);
  const mail = (await told(api)).find(({ to }) => to === "alice@example.com");
  const bookingId = (await alice.look()).offeredBookingId ?? "";
  expect(mail?.subject).toMatch(/^A time is free: .*11:00/);
  expect(mail?.link).toContain(`/manage/${bookingId}#link.`);
  const booked = await holderOf(api, alice).confirm({ bookingId });
  expect(booked).toMatchObject({ status: "confirmed", startsAt: monday("11:00"), client: { name: "Alice" } });
  await work();
  expect(await statusesOf([alice, hedda])).toEqual(["booked", "waiting"]);
});

test("an offer that is not taken in half an hour goes to the next, and one that is let go as well", async () => {
  const [first] = await fillMonday();
  const waits = [await wait("Alice"), await wait("Hedda"), await wait("Rosa")];
  await holderOf(api, first ?? {}).cancel({ bookingId: first?.id ?? "" });
  await work();
  const [alice, hedda] = waits;
  const held = await holderOf(api, alice ?? {}).get({
    bookingId: (await alice?.look())?.offeredBookingId ?? "",
  });
  const { salonId, mona } = desk;
  const until = held.holdExpiresAt ?? new Date(0);
  expect(until.getTime() - Date.parse("2027-06-07T06:00:00Z")).toBe(30 * MINUTE_MS);
  await mona.api.salons.setTestClock({ salonId, now: until });
  await work();
  expect(await statusesOf(waits)).toEqual(["expired", "offered", "waiting"]);
  await holderOf(api, hedda ?? {}).release({ bookingId: (await hedda?.look())?.offeredBookingId ?? "" });
  await work();
  expect(await statusesOf(waits)).toEqual(["expired", "left", "offered"]);
});

test("who waits for another time of day, another day or a longer visit is passed over", async () => {
  const full = await fillMonday();
  const { colourId, beaId } = desk;
  const evening = await wait("Eva", { after: "15:00" });
  const later = await wait("Lara", { from: "2027-06-19", to: "2027-06-20" });
  const longer = await wait("Cora", { items: [{ variantId: colourId, staffId: beaId }] });
  const fits = await wait("Alice", { before: "12:00" });
  await holderOf(api, full[1] ?? {}).cancel({ bookingId: full[1]?.id ?? "" });
  await work();
  expect(await statusesOf([evening, later, longer, fits])).toEqual([
    "waiting",
    "waiting",
    "waiting",
    "offered",
  ]);
});

test("whatever frees time is noticed: a move, time off that is taken back, longer hours", async () => {
  const full = await fillMonday();
  const { owner, salonId, beaId } = desk;
  const alice = await wait("Alice");
  const startsAt = new Date(monday("09:00").getTime() + 24 * 60 * MINUTE_MS);
  await owner.api.bookings.reschedule({ bookingId: full[0]?.id ?? "", startsAt });
  await work();
  const dates = { fromDate: "2027-06-16", toDate: "2027-06-16" };
  const off = await owner.api.timeOff.create({ salonId, staffId: beaId, ...dates });
  const hedda = await wait("Hedda", { from: "2027-06-16", to: "2027-06-16" });
  await work();
  expect(await statusesOf([alice, hedda])).toEqual(["offered", "waiting"]);
  await owner.api.timeOff.remove({ salonId, timeOffId: off.id ?? "" });
  await work();
  const rosa = await wait("Rosa");
  const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "09:00", closes: "18:00" }));
  await owner.api.schedules.setSalonHours({ salonId, schedules: [{ weekly }] });
  await owner.api.schedules.setStaffHours({ salonId, staffId: beaId, schedules: [] });
  await work();
  expect(await statusesOf([alice, hedda, rosa])).toEqual(["offered", "offered", "offered"]);
});

test("of eight who wait and two hours that become free two are offered one each, however many look at once", async () => {
  const full = await fillMonday();
  const waits = [];
  for (const name of ["Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal"]) waits.push(await wait(name));
  for (const { id, bookingToken } of full.slice(3, 5))
    await holderOf(api, { bookingToken }).cancel({ bookingId: id });
  const ctx = () => createSystemCtx(api.deps, "test");
  await Promise.all(Array.from({ length: 6 }, () => followFreedTime(ctx())));
  await work();
  await Promise.all(Array.from({ length: 6 }, () => offerFreedTime(ctx())));
  expect(await statusesOf(waits)).toEqual([
    "offered",
    "offered",
    ...Array.from({ length: 6 }, () => "waiting"),
  ]);
  const starts = await api.sql`select distinct starts_at from bookings where status = 'held'`;
  expect(starts).toHaveLength(2);
});

test("a stranger who is faster has the time, and whoever waits goes on waiting", async () => {
  const full = await fillMonday();
  const { salonId, cutId, beaId } = desk;
  const alice = await wait("Alice");
  await holderOf(api, full[0] ?? {}).cancel({ bookingId: full[0]?.id ?? "" });
  while (await followFreedTime(createSystemCtx(api.deps, "test")));
  const items = [{ variantId: cutId, staffId: beaId }];
  const client = { name: "Mallory", email: "mallory@example.com" };
  const rival = outcomeOf(api.anybody.bookings.create({ salonId, startsAt: monday("09:00"), items, client }));
  const [outcome] = await Promise.all([rival, work()]);
  await api.sql`update waitlist_entries set look_at = now() where look_at is not null`;
  await work();
  expect(await statusesOf([alice])).toEqual([outcome === "done" ? "waiting" : "offered"]);
});

test("the front desk sees who waits and offers a time of its own; who goes lets go of what is held", async () => {
  const { rita, bea, salonId } = desk;
  const alice = await wait("Alice");
  expect((await rita.api.waitlist.list({ salonId })).items).toMatchObject([
    { id: alice.id, status: "waiting" },
  ]);
  expect(await outcomeOf(bea.api.waitlist.list({ salonId }))).toBe("forbidden");
  const offer = { salonId, entryId: alice.id, startsAt: monday("10:00") };
  expect(await outcomeOf(rita.api.waitlist.offer({ ...offer, startsAt: monday("07:00") }))).toBe(
    "outside_hours",
  );
  const { offeredBookingId } = await rita.api.waitlist.offer(offer);
  expect(await outcomeOf(rita.api.waitlist.offer(offer))).toBe("invalid_transition");
  const own = api.as({ kind: "bookingHolder", token: alice.bookingToken ?? "" });
  await own.waitlist.leave({ salonId, entryId: alice.id });
  expect(await rita.api.bookings.get({ bookingId: offeredBookingId ?? "" })).toMatchObject({
    status: "released",
  });
  await work();
  expect(await statusesOf([alice])).toEqual(["left"]);
});

test("a customer sees and leaves what is theirs, and nobody else does", async () => {
  const { salonId, cutId } = desk;
  const [alice, eve] = [await api.signUp("Alice"), await api.signUp("Eve")];
  const items = [{ variantId: cutId }];
  const { id: entryId, bookingToken } = await alice.api.waitlist.join({ salonId, items, ...DAY });
  expect(bookingToken).toBeUndefined();
  const other = await openDesk(api);
  for (const stranger of [eve, other.rita]) {
    expect(await outcomeOf(stranger.api.waitlist.get({ salonId, entryId }))).toBe("not_found");
    expect(await outcomeOf(stranger.api.waitlist.leave({ salonId, entryId }))).toBe("not_found");
  }
  expect(await outcomeOf(other.rita.api.waitlist.get({ salonId: other.salonId, entryId }))).toBe("not_found");
  await alice.api.waitlist.leave({ salonId, entryId });
  expect(await alice.api.waitlist.get({ salonId, entryId })).toMatchObject({ status: "left" });
});

test("nobody waits for what is not there, or for days that are over; and the days pass by", async () => {
  const { salonId, owner, cutId } = desk;
  const other = await openDesk(api);
  const join = (wish: object) => outcomeOf(wait("Alice", wish));
  expect(await join({ items: [{ variantId: other.cutId }] })).toBe("variant_not_bookable");
  expect(await join({ items: [{ variantId: cutId, staffId: other.beaId }] })).toBe("staff_not_bookable");
  expect(await join({ from: "2027-06-01", to: "2027-06-02" })).toBe("invalid_input");
  expect(await join({ client: undefined })).toBe("invalid_input");
  const alice = await wait("Alice");
  await owner.api.salons.setTestClock({ salonId, now: new Date("2027-06-15T00:00:00+02:00") });
  await expireWaitlist(createSystemCtx(api.deps, "sweep"));
  expect(await statusesOf([alice])).toEqual(["expired"]);
});

test("who was erased is offered nothing", async () => {
  const full = await fillMonday();
  const { salonId, cutId, beaId } = desk;
  const alice = await api.signUp("Alice");
  await alice.api.waitlist.join({ salonId, items: [{ variantId: cutId, staffId: beaId }], ...DAY });
  const hedda = await wait("Hedda");
  await desk.mona.api.clients.erase({ salonId, clientId: hedda.client.id });
  await holderOf(api, full[0] ?? {}).cancel({ bookingId: full[0]?.id ?? "" });
  await work();
  const [one] = await api.sql<
    { held: number }[]
  >`select count(*)::int as held from bookings where status = 'held'`;
  expect(one?.held).toBe(1);
  expect(await statusesOf([hedda])).toEqual(["waiting"]);
});
