import { afterAll, beforeAll, expect, test } from "vitest";
import { holderOf, openDesk } from "./testing/desk.ts";
import type { Desk } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { TestApi } from "./testing/index.ts";
import { expectInvariants } from "./testing/invariants.ts";
import { GUEST, monday } from "./testing/salon-with-bea.ts";

const services = ["cut", "colour"];
const NAMES = ["carla", "dora", "emma", "fay", "gina", "hana", "ida", "jule"];

let api: TestApi;
/** One has two stylists and no rooms; the other ten, rooms, and a limit to count. */
let small: Desk;
let large: Desk;
beforeAll(async () => {
  api = await openTestApi();
  const policy = { maxBookingsPerStaffPerDay: 20 };
  small = await openDesk(api, { policy });
  large = await openDesk(api, {
    policy,
    staff: Object.fromEntries(NAMES.map((name) => [name, { services }])) as never,
    resources: { chair: ["one", "two", "three", "four"] },
    services: {
      cut: { segments: [["active", 60]], resources: ["chair"], before: 5, after: 5 },
      colour: {
        segments: [
          ["active", 30],
          ["processing", 30],
          ["active", 30],
        ],
      },
    },
  });
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

/** A short visit by Bea in the small salon, a long one by anybody in the large. */
function itemsIn({ salonId, cutId, colourId, beaId }: Desk) {
  const long = [{ variantId: cutId }, { variantId: colourId }, { variantId: cutId }];
  return salonId === small.salonId ? [{ variantId: cutId, staffId: beaId }] : long;
}

const wishIn = (desk: Desk, time: Parameters<typeof monday>[0]) => ({
  salonId: desk.salonId,
  startsAt: monday(time),
  items: itemsIn(desk),
});

/** How many statements the same work takes in either salon: fails unless it is as many. */
async function countOf(work: (desk: Desk) => Promise<unknown>): Promise<number> {
  const [few, many] = [await api.statementsOf(() => work(small)), await api.statementsOf(() => work(large))];
  expect(many).toEqual(expect.objectContaining({ length: few.length }));
  return few.length;
}

const range = { from: "2027-06-14", to: "2027-06-20" };

test("what is asked of a salon takes few statements, however many people, rooms and services", async () => {
  const counts = {
    search: await countOf((desk) =>
      api.anybody.availability.search({ salonId: desk.salonId, items: itemsIn(desk), ...range }),
    ),
    explain: await countOf((desk) => api.anybody.availability.explain(wishIn(desk, "09:00"))),
    quote: await countOf((desk) => api.anybody.bookings.quote(wishIn(desk, "09:00"))),
  };
  expect(counts).toEqual({ search: 4, explain: 4, quote: 4 });
});

test("a search where no day is limited takes the salon, its rules and what is taken", async () => {
  const { salonId, cutId } = await openDesk(api);
  const search = () => api.anybody.availability.search({ salonId, items: [{ variantId: cutId }], ...range });
  expect(await api.statementsOf(search)).toHaveLength(3);
});

test("each step of a booking's life takes the same few statements, however many people, rooms and services", async () => {
  const made = new Map<Desk, { id: string; bookingToken?: string | undefined; items: { id: string }[] }>();
  const bookingIn = (desk: Desk) => made.get(desk) ?? { id: "", items: [] };
  const counted = (work: (desk: Desk, bookingId: string) => Promise<unknown>) =>
    countOf((desk) => work(desk, bookingIn(desk).id));
  const counts = {
    hold: await countOf(async (desk) =>
      made.set(desk, await api.anybody.bookings.create({ ...wishIn(desk, "09:00"), hold: true })),
    ),
    confirm: await counted((desk, bookingId) =>
      holderOf(api, bookingIn(desk)).confirm({ bookingId, client: GUEST }),
    ),
    get: await counted((desk, bookingId) => holderOf(api, bookingIn(desk)).get({ bookingId })),
    reschedule: await counted((desk, bookingId) =>
      desk.rita.api.bookings.reschedule({ bookingId, startsAt: monday("10:00") }),
    ),
    update: await counted((desk, bookingId) => {
      const items = bookingIn(desk).items.map(({ id }) => ({ itemId: id, staffId: desk.annId }));
      return desk.rita.api.bookings.update({ bookingId, items });
    }),
    checkIn: await counted((desk, bookingId) => desk.rita.api.bookings.checkIn({ bookingId })),
    cancel: await counted((desk, bookingId) => desk.rita.api.bookings.cancel({ bookingId })),
    create: await countOf((desk) => api.anybody.bookings.create({ ...wishIn(desk, "12:00"), client: GUEST })),
  };
  expect(counts).toEqual({
    hold: 10,
    confirm: 13,
    get: 3,
    reschedule: 21,
    update: 21,
    checkIn: 9,
    cancel: 10,
    create: 12,
  });
});

test("a list takes three statements and its salon, however many bookings it holds", async () => {
  const { salonId, rita, cutId } = large;
  const list = () => api.statementsOf(() => rita.api.bookings.list({ salonId }));
  const few = await list();
  for (const time of ["13:00", "13:30", "14:00", "14:30", "15:00"] as const)
    await rita.api.bookings.create({
      salonId,
      startsAt: monday(time),
      items: [{ variantId: cutId }],
      client: GUEST,
    });
  expect(few).toHaveLength(4);
  expect(await list()).toHaveLength(4);
});

test("holds that have ended are cleared away together, not one by one", async () => {
  const desk = await openDesk(api);
  const { salonId, cutId, beaId, annId } = desk;
  const hold = (staffId: string) =>
    api.anybody.bookings.create({
      salonId,
      startsAt: monday("10:00"),
      items: [{ variantId: cutId, staffId }],
      hold: true,
    });
  const later = (minutes: number) =>
    api.sql`update salons set test_now = test_now + make_interval(mins => ${minutes}) where id = ${salonId}`;
  const book = () =>
    api.anybody.bookings.create({
      salonId,
      startsAt: monday("10:00"),
      items: [{ variantId: cutId }],
      client: GUEST,
    });
  await hold(beaId);
  await later(10);
  const one = await api.statementsOf(book);
  await later(10);
  await desk.mona.api.bookings
    .list({ salonId, status: ["confirmed"] })
    .then(({ items }) => desk.mona.api.bookings.cancel({ bookingId: items[0]?.id ?? "" }));
  await hold(beaId);
  await hold(annId);
  await later(10);
  expect(await api.statementsOf(book)).toHaveLength(one.length);
});
