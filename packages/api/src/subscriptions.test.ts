import { setTimeout as sleep } from "node:timers/promises";
import { openNews } from "@salon/core";
import type { Actor } from "@salon/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk, outcomeOf } from "./testing/desk.ts";
import { salonInput } from "./testing/fixtures.ts";
import { openTestApi } from "./testing/index.ts";
import type { Caller, Person, TestApi } from "./testing/index.ts";
import { GUEST, MONDAY, monday, openSalonWithBea } from "./testing/salon-with-bea.ts";
import type { SalonWithBea } from "./testing/salon-with-bea.ts";
import { openStaffedSalon } from "./testing/staffed-salon.ts";
import { watch } from "./testing/watch.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const ANYBODY = { actor: { kind: "anonymous" } as const };
const as = ({ userId }: Person): { actor: Actor } => ({
  actor: { kind: "user", userId, emailVerified: true },
});

type Time = Parameters<typeof monday>[0];

const bookings =
  ({ salonId }: { salonId: string }, lastEventId?: string) =>
  (caller: Caller) =>
    caller.bookings.onChange({ salonId, lastEventId });

const freeTimes =
  ({ salonId }: { salonId: string }, from = MONDAY, to = MONDAY) =>
  (caller: Caller) =>
    caller.availability.onChange({ salonId, from, to });

function book({ salonId, cutId }: SalonWithBea, time: Time, staffId?: string) {
  const items = [{ variantId: cutId, staffId }];
  return api.anybody.bookings.create({ salonId, startsAt: monday(time), items, client: GUEST });
}

test("a booking is told while it is new, with people as ids", async () => {
  const salon = await openSalonWithBea(api);
  await book(salon, "09:00");
  await using desk = await watch(api, as(salon.owner), bookings(salon));
  const { id } = await book(salon, "10:00");
  const { id: sequence, data: event } = await desk.next();
  expect(event).toMatchObject({
    type: "booking.created",
    sequence,
    salonId: salon.salonId,
    actor: { kind: "anonymous" },
    data: { id, status: "confirmed", startsAt: "2027-06-14T08:00:00.000Z", staffIds: [salon.beaId] },
  });
  expect(event.occurredAt).toBeInstanceOf(Date);
  expect(JSON.stringify(event)).not.toMatch(/alice/i);
  expect(await desk.isQuiet(300)).toBe(true);
});

test("what another process wrote is found by looking once a second", async () => {
  const salon = await openSalonWithBea(api);
  const deps = { ...api.deps, ...openNews() };
  await using desk = await watch(api, { ...as(salon.owner), deps }, bookings(salon));
  expect(await desk.isQuiet(100)).toBe(true);
  await book(salon, "10:00");
  expect((await desk.next()).data.type).toBe("booking.created");
});

test("within a process nobody waits for the next look", async () => {
  const salon = await openSalonWithBea(api);
  await using desk = await watch(api, as(salon.owner), bookings(salon));
  const waits: number[] = [];
  for (const time of ["10:00", "11:00", "12:00", "13:00"] as const) {
    expect(await desk.isQuiet(50)).toBe(true);
    await book(salon, time);
    const begun = performance.now();
    await desk.next();
    waits.push(performance.now() - begun);
  }
  // Transactions of other tests on the same server may hold one of them up.
  expect(Math.min(...waits)).toBeLessThan(300);
});

test("who goes on after a pause misses nothing and hears nothing twice", async () => {
  const salon = await openSalonWithBea(api);
  const before = await watch(api, as(salon.owner), bookings(salon));
  const first = await book(salon, "09:00");
  const { id: lastEventId } = await before.next();
  await before.stop();

  await Promise.all((["10:00", "11:00", "12:00"] as const).map((time) => book(salon, time)));
  await salon.owner.api.bookings.cancel({ bookingId: first.id });
  await using after = await watch(api, as(salon.owner), bookings(salon, lastEventId));
  await book(salon, "13:00");
  const heard = [];
  for (let count = 0; count < 5; count += 1) heard.push(await after.next());
  expect(await after.isQuiet(300)).toBe(true);

  const logged = await api.sql<{ id: string }[]>`
    select public_id as id from events where salon_id = ${salon.salonId} and type like 'booking.%'
    order by transaction_id, id offset 1`;
  expect(heard.map(({ data }) => data.id)).toEqual(logged.map(({ id }) => id));
  expect(heard.map(({ id }) => id)).toEqual(heard.map(({ id }) => id).toSorted());
});

test("what a slow transaction writes is not skipped by what is faster", async () => {
  const salon = await openSalonWithBea(api);
  await using desk = await watch(api, as(salon.owner), bookings(salon));
  await api.sql.begin(async (slow) => {
    await slow`
      insert into events (public_id, business_id, salon_id, type, subject_id, occurred_at, actor_kind, data, previous)
      select gen_random_uuid(), business_id, id, 'booking.updated', gen_random_uuid(), now(), 'system', '{}', '{}'
      from salons where id = ${salon.salonId}`;
    await book(salon, "10:00");
    expect(await desk.isQuiet(400)).toBe(true);
  });
  expect((await desk.next()).data.type).toBe("booking.updated");
  expect((await desk.next()).data.type).toBe("booking.created");
});

test("what was there before is not told, even while a slow transaction runs", async () => {
  const salon = await openSalonWithBea(api);
  const [watching, id] = await api.sql.begin(async (slow) => {
    await slow`select pg_current_xact_id()`;
    await book(salon, "09:00");
    const desk = await watch(api, as(salon.owner), bookings(salon));
    const booking = await book(salon, "10:00");
    return [desk, booking.id] as const;
  });
  await using desk = watching;
  expect((await desk.next()).data.data).toMatchObject({ id });
});

test("strangers do not learn that there is a salon, and nobody watches without an account", async () => {
  const salon = await openSalonWithBea(api);
  const stranger = await api.signUp("Stranger");
  expect(await outcomeOf(watch(api, as(stranger), bookings(salon)))).toBe("not_found");
  expect(await outcomeOf(watch(api, ANYBODY, bookings(salon)))).toBe("unauthenticated");
  expect(await outcomeOf(watch(api, as(salon.owner), bookings(salon, "yesterday")))).toBe("invalid_input");
  await api.sql`update salons set status = 'suspended' where id = ${salon.salonId}`;
  expect(await outcomeOf(watch(api, ANYBODY, freeTimes(salon)))).toBe("not_found");
});

test("whoever is removed, or has signed out, hears no more", async () => {
  const desk = await openDesk(api);
  const { rita, mona } = desk;
  await using removed = await watch(api, as(rita), bookings(desk));
  const authenticate = async () => ({ kind: "anonymous" }) as const;
  await using signedOut = await watch(api, { ...as(mona), authenticate }, bookings(desk));
  const { items } = await desk.owner.api.members.list({ salonId: desk.salonId });
  const memberId = items.find(({ userId }) => userId === rita.userId)?.id ?? "";
  await desk.owner.api.members.remove({ salonId: desk.salonId, memberId });
  expect(await outcomeOf(removed.next())).toBe("not_found");
  await expect(signedOut.next()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("a stylist hears of the own calendar, and of what leaves it", async () => {
  const desk = await openDesk(api);
  const { owner, bea, beaId, annId } = desk;
  await using chair = await watch(api, as(bea), bookings(desk));
  await book(desk, "10:00", annId);
  const { id: bookingId } = await book(desk, "11:00", beaId);
  expect((await chair.next()).data.data).toMatchObject({ id: bookingId });
  const items = [{ variantId: desk.cutId, staffId: annId }];
  await owner.api.bookings.reschedule({ bookingId, startsAt: monday("12:00"), items });
  expect((await chair.next()).data).toMatchObject({ type: "booking.rescheduled", data: { id: bookingId } });
  await owner.api.bookings.cancel({ bookingId });
  expect(await chair.isQuiet(300)).toBe(true);
});

test("nobody is polled for once they have gone", async () => {
  const salon = await openSalonWithBea(api);
  let asked = 0;
  const db = new Proxy(api.db, {
    get(target, name) {
      asked += 1;
      return Reflect.get(target, name) as unknown;
    },
  });
  const desk = await watch(api, { ...as(salon.owner), deps: { ...api.deps, db } }, bookings(salon));
  const opening = asked;
  await sleep(300);
  expect(asked).toBe(opening);
  expect(await desk.isQuiet(1_200)).toBe(true);
  expect(asked).toBeGreaterThan(opening);
  await desk.stop();
  const gone = asked;
  await book(salon, "10:00");
  await sleep(1_300);
  expect(asked).toBe(gone);
});

test("anybody hears on which dates there may be other free times, and nothing else", async () => {
  const salon = await openSalonWithBea(api);
  await using guest = await watch(api, ANYBODY, freeTimes(salon));
  await using planner = await watch(api, ANYBODY, freeTimes(salon, "2027-06-13", "2027-06-15"));
  await using later = await watch(api, ANYBODY, freeTimes(salon, "2027-06-15", "2027-06-20"));
  const { id: bookingId } = await book(salon, "10:00");
  expect((await guest.next()).data).toEqual({ dates: [MONDAY] });
  expect((await planner.next()).data).toEqual({ dates: [MONDAY] });
  await salon.owner.api.bookings.checkIn({ bookingId });
  expect(await guest.isQuiet(300)).toBe(true);
  expect(await later.isQuiet(10)).toBe(true);

  await salon.owner.api.timeOff.create({
    salonId: salon.salonId,
    staffId: salon.beaId,
    fromDate: MONDAY,
    toDate: "2027-06-16",
  });
  expect((await planner.next()).data).toEqual({ dates: [MONDAY, "2027-06-15"] });
  expect((await later.next()).data).toEqual({ dates: ["2027-06-15", "2027-06-16"] });
  await salon.owner.api.salons.setPolicy({ salonId: salon.salonId, leadTimeMinutes: 30 });
  expect((await planner.next()).data).toEqual({ dates: ["2027-06-13", MONDAY, "2027-06-15"] });
});

test("what keeps Bea busy in another branch is told where she also works", async () => {
  const { olga, beaId, salonId, salon } = await openStaffedSalon(api, { sandbox: false });
  const branch = await olga.api.salons.create(
    salonInput({ name: "Kreuzberg", businessId: salon.businessId }),
  );
  const there = { salonId: branch.id, staffId: beaId };
  await olga.api.staff.share(there);
  await using desk = await watch(api, as(olga), freeTimes({ salonId }));
  await olga.api.salons.setPolicy({ salonId: branch.id, leadTimeMinutes: 5 });
  expect(await desk.isQuiet(300)).toBe(true);
  await olga.api.timeOff.create({ ...there, fromDate: MONDAY, toDate: MONDAY });
  expect((await desk.next()).data).toEqual({ dates: [MONDAY] });
});
