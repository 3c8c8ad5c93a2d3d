import { createSystemCtx, expireWaitlist, followFreedTime, offerFreedTime } from "@salon/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holderOf, openDesk, outcomeOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { MONDAY, monday } from "../testing/salon-with-bea.ts";
import { told } from "../testing/told.ts";
import { fillMonday, statusesOf, waitAs, workOn } from "../testing/waitlist.ts";
import type { Waiting } from "../testing/waitlist.ts";

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

const wait = (name: string, wish?: Parameters<typeof waitAs>[3]) => waitAs(api, desk, name, wish);
const work = () => workOn(api);

test("time that becomes free is held for whoever came first, who is told and takes it with one confirmation", async () => {
  const full = await fillMonday(api, desk);
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
  expect(booked).toMatchObject({
    status: "confirmed",
    startsAt: monday("11:00"),
    source: "waitlist",
    client: { name: "Alice" },
  });
  await work();
  expect(await statusesOf([alice, hedda])).toEqual(["booked", "waiting"]);
});

test("an offer that is not taken in half an hour goes to the next, and one that is let go as well", async () => {
  const [first] = await fillMonday(api, desk);
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
  await letGo(hedda);
  await work();
  expect(await statusesOf(waits)).toEqual(["expired", "left", "offered"]);
  await letGo(waits[2]);
  await work();
  // Who had their chance is not asked again: the time is anybody's.
  expect(await statusesOf(waits)).toEqual(["expired", "left", "left"]);
});

async function letGo(who?: Waiting): Promise<void> {
  await holderOf(api, who ?? {}).release({ bookingId: (await who?.look())?.offeredBookingId ?? "" });
}

test("who waits for another time of day, another day or a longer visit is passed over", async () => {
  const full = await fillMonday(api, desk);
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

test("of eight who wait and two hours that become free two are offered one each, however many look at once", async () => {
  const full = await fillMonday(api, desk);
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
  const full = await fillMonday(api, desk);
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
  const full = await fillMonday(api, desk);
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
