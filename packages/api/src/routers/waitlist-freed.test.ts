import { afterEach, beforeEach, expect, test } from "vitest";
import { holderOf, openDesk } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { salonInput, serviceInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { monday } from "../testing/salon-with-bea.ts";
import { firstVariant, openStaffedSalon } from "../testing/staffed-salon.ts";
import { fillMonday, statusesOf, waitAs, workOn } from "../testing/waitlist.ts";

let api: TestApi;
let desk: Desk;
let full: Awaited<ReturnType<typeof fillMonday>>;
beforeEach(async () => {
  api = await openTestApi();
  desk = await openDesk(api, { policy: { cancelWindowMinutes: 0 } });
  full = await fillMonday(api, desk);
});
afterEach(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const MINUTE_MS = 60_000;
const NOW = Date.parse("2027-06-07T06:00:00Z");

const wait = (name: string, wish?: Parameters<typeof waitAs>[3]) => waitAs(api, desk, name, wish);
const work = () => workOn(api);
const idOfHour = (hour: number) => full[hour - 9]?.id ?? "";

/** What happens, and whether somebody who waits for that Monday is offered time then. */
const FREEING: Readonly<Record<string, () => Promise<unknown>>> = {
  "a booking that is moved to another day": () =>
    desk.owner.api.bookings.reschedule({
      bookingId: idOfHour(9),
      startsAt: new Date(monday("09:00").getTime() + 24 * 60 * MINUTE_MS),
    }),
  "a booking that somebody else takes over": async () => {
    const { items } = await desk.rita.api.bookings.get({ bookingId: idOfHour(10) });
    const changed = [{ itemId: items[0]?.id ?? "", staffId: desk.annId }];
    await desk.rita.api.bookings.update({ bookingId: idOfHour(10), items: changed });
  },
  "hours that are longer from now on": async () => {
    const { owner, salonId, beaId } = desk;
    const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "09:00", closes: "18:00" }));
    await owner.api.schedules.setSalonHours({ salonId, schedules: [{ weekly }] });
    await owner.api.schedules.setStaffHours({ salonId, staffId: beaId, schedules: [] });
  },
  "hours that are longer on that day": () => {
    const hours = [{ opens: "08:00", closes: "17:00" }];
    const { owner, salonId, beaId } = desk;
    return Promise.all([
      owner.api.schedules.setSalonOverride({ salonId, date: "2027-06-14", hours }),
      owner.api.schedules.setStaffOverride({ salonId, staffId: beaId, date: "2027-06-14", hours }),
    ]);
  },
};

test.each(Object.entries(FREEING))("%s frees time for who waits", async (_, happen) => {
  const alice = await wait("Alice");
  await work();
  expect(await statusesOf([alice])).toEqual(["waiting"]);
  await happen();
  await work();
  expect(await statusesOf([alice])).toEqual(["offered"]);
});

test("a visit that takes less time than was planned frees the rest, and nobody else's", async () => {
  const { salonId, rita, mona, beaId } = desk;
  const segments = [{ kind: "active" as const, minutes: 30 }];
  const { variants } = await mona.api.services.create({
    salonId,
    name: "Fringe",
    variants: [{ name: "Fringe", price: { amountMinor: 1_500 }, segments }],
  });
  const fringeId = variants[0]?.id ?? "";
  await mona.api.staff.setServices({ salonId, staffId: beaId, services: [{ variantId: fringeId }] });
  const alice = await wait("Alice", { items: [{ variantId: fringeId, staffId: beaId }] });
  await work();
  const { items } = await rita.api.bookings.get({ bookingId: idOfHour(10) });
  const shorter = [{ itemId: items[0]?.id ?? "", segmentMinutes: [30] }];
  await rita.api.bookings.update({ bookingId: idOfHour(10), items: shorter });
  await work();
  expect(await statusesOf([alice])).toEqual(["offered"]);
  const bookingId = (await alice.look()).offeredBookingId ?? "";
  expect((await holderOf(api, alice).get({ bookingId })).startsAt).toEqual(monday("10:30"));
});

test("a hold that a stranger let run out is offered to who waits", async () => {
  const { salonId, cutId, beaId, owner } = desk;
  await holderOf(api, full[0] ?? {}).cancel({ bookingId: idOfHour(9) });
  const items = [{ variantId: cutId, staffId: beaId }];
  await api.anybody.bookings.create({ salonId, startsAt: monday("09:00"), items, hold: true });
  const alice = await wait("Alice");
  await work();
  expect(await statusesOf([alice])).toEqual(["waiting"]);
  // By the real clock, which nobody moves: the sweeper alone tells of the hold's end.
  await owner.api.salons.setPolicy({ salonId, horizonDays: 730 });
  await api.sql`update salons set test_now = null where id = ${salonId}`;
  await work();
  expect(await statusesOf([alice])).toEqual(["waiting"]);
  await api.sql`update bookings set hold_expires_at = now() where status = 'held'`;
  await work();
  expect(await statusesOf([alice])).toEqual(["offered"]);
});

test("time off that is taken back is offered", async () => {
  const { owner, salonId, beaId } = desk;
  const dates = { fromDate: "2027-06-16", toDate: "2027-06-16" };
  const off = await owner.api.timeOff.create({ salonId, staffId: beaId, ...dates });
  const hedda = await wait("Hedda", { from: "2027-06-16", to: "2027-06-16" });
  await work();
  expect(await statusesOf([hedda])).toEqual(["waiting"]);
  await owner.api.timeOff.remove({ salonId, timeOffId: off.id ?? "" });
  await work();
  expect(await statusesOf([hedda])).toEqual(["offered"]);
});

test("what is cancelled in one salon frees whoever works in another of the business too", async () => {
  const { olga, salonId, salon, beaId, variantId } = await openStaffedSalon(api, { sandbox: false });
  const branch = await olga.api.salons.create(salonInput({ name: "Branch", businessId: salon.businessId }));
  const colour = firstVariant(await olga.api.services.create(serviceInput(branch.id, { name: "Colour" })));
  await olga.api.staff.share({ salonId: branch.id, staffId: beaId });
  const services = [{ variantId: colour }];
  await olga.api.staff.setServices({ salonId: branch.id, staffId: beaId, services });
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "09:00", closes: "17:00" }));
  for (const { id } of [salon, branch]) {
    await olga.api.schedules.setSalonHours({ salonId: id, schedules: [{ weekly }] });
    await olga.api.salons.publish({ salonId: id });
  }
  const day = Temporal.Now.plainDateISO("Europe/Berlin").add({ days: 9 }).toString();
  const items = [{ variantId, staffId: beaId }];
  const booked = await olga.api.bookings.create({
    salonId,
    localStart: `${day}T10:00`,
    items,
    client: { name: "Gwen" },
  });
  const wish = { items: [{ variantId: colour, staffId: beaId }], from: day, to: day };
  const alice = await wait("Alice", { salonId: branch.id, ...wish, after: "10:00", before: "10:15" });
  await work();
  expect(await statusesOf([alice])).toEqual(["waiting"]);
  await olga.api.bookings.cancel({ bookingId: booked.id });
  await work();
  expect(await statusesOf([alice])).toEqual(["offered"]);
});

test("days beyond the horizon are offered as they come within it", async () => {
  const { owner, salonId } = desk;
  await owner.api.salons.setPolicy({ salonId, horizonDays: 8 });
  const days = { from: "2027-06-17", to: "2027-06-18" };
  const [alice, hedda] = [await wait("Alice", days), await wait("Hedda", { ...days, from: "2027-06-18" })];
  await work();
  expect(await statusesOf([alice, hedda])).toEqual(["waiting", "waiting"]);
  const clock = async (now: string) => {
    await owner.api.salons.setTestClock({ salonId, now: new Date(now) });
    await work();
  };
  await clock("2027-06-08T23:00:00+02:00");
  expect(await statusesOf([alice, hedda])).toEqual(["waiting", "waiting"]);
  await clock("2027-06-09T00:00:00+02:00");
  expect(await statusesOf([alice, hedda])).toEqual(["offered", "waiting"]);
  await clock("2027-06-10T00:00:00+02:00");
  expect((await statusesOf([hedda]))[0]).toBe("offered");
});

test("an offer stands as long as the salon's policy says, and never longer than until the visit begins", async () => {
  const { owner, rita, salonId } = desk;
  await owner.api.salons.setPolicy({ salonId, waitlistOfferMinutes: 720 });
  const [alice, hedda] = [await wait("Alice"), await wait("Hedda", { from: "2027-06-07", to: "2027-06-07" })];
  const startsAt = new Date("2027-06-07T10:00:00+02:00");
  await rita.api.waitlist.offer({ salonId, entryId: hedda.id, startsAt });
  await holderOf(api, full[0] ?? {}).cancel({ bookingId: idOfHour(9) });
  await work();
  const ends = [];
  for (const who of [alice, hedda]) {
    const bookingId = (await who.look()).offeredBookingId ?? "";
    ends.push((await holderOf(api, who).get({ bookingId })).holdExpiresAt);
  }
  expect(ends).toEqual([new Date(NOW + 720 * MINUTE_MS), startsAt]);
});

test("a wish with an add-on that is offered no more rests, and holds nobody up", async () => {
  const { owner, salonId, cutId, beaId } = desk;
  const { items: services } = await owner.api.services.list({ salonId });
  const serviceIds = services
    .filter(({ variants }) => variants.some(({ id }) => id === cutId))
    .map(({ id }) => id);
  const wash = { salonId, name: "Wash", minutes: 0, price: { amountMinor: 500 }, serviceIds };
  const { id: addOnId } = await owner.api.addOns.create(wash);
  const items = [{ variantId: cutId, staffId: beaId, addOnIds: [addOnId] }];
  const [rosa, alice] = [await wait("Rosa", { items }), await wait("Alice")];
  await owner.api.addOns.archive({ salonId, addOnId });
  await holderOf(api, full[0] ?? {}).cancel({ bookingId: idOfHour(9) });
  await work();
  expect(await statusesOf([rosa, alice])).toEqual(["waiting", "offered"]);
  expect(await api.sql`select from waitlist_entries where look_at is not null`).toHaveLength(0);
});

test("who was blocked since they came is offered nothing, and the next is", async () => {
  const { mona, salonId } = desk;
  const [mallory, alice] = [await wait("Mallory"), await wait("Alice")];
  await mona.api.clients.block({ salonId, clientId: mallory.client.id, reason: "Threats" });
  await holderOf(api, full[0] ?? {}).cancel({ bookingId: idOfHour(9) });
  await work();
  expect(await statusesOf([mallory, alice])).toEqual(["waiting", "offered"]);
});
