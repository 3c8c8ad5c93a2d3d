import { expect, test } from "vitest";
import { problemOf } from "./problem-of.ts";
import { outcomeOf } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { Caller, TestApi } from "./testing/index.ts";
import { GUEST, monday, MONDAY, openSalonWithBea } from "./testing/salon-with-bea.ts";
import type { SalonWithBea } from "./testing/salon-with-bea.ts";
import { waiting } from "./testing/lock-waits.ts";

const STARTS = ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00"] as const;
const ROUNDS = 5;

type Change = (
  owner: Caller,
  salon: SalonWithBea,
) => Promise<{ affectedBookings: readonly { id: string }[] }>;

const CHANGES: Record<string, { readonly refusal: string; readonly make: Change }> = {
  "Bea takes the Monday off": {
    refusal: "time_off",
    make: ({ timeOff }, { salonId, beaId }) =>
      timeOff.create({ salonId, staffId: beaId, fromDate: MONDAY, toDate: MONDAY }),
  },
  "the salon closes on the Monday": {
    refusal: "closed",
    make: ({ schedules }, { salonId }) => schedules.setSalonOverride({ salonId, date: MONDAY, hours: [] }),
  },
  "Bea's weeks begin on Tuesday": {
    refusal: "closed",
    make: ({ schedules }, { salonId, beaId }) => {
      const weekly = [2, 3, 4, 5].map((weekday) => ({ weekday, opens: "09:00", closes: "17:00" }));
      return schedules.setStaffHours({ salonId, staffId: beaId, schedules: [{ weekly }] });
    },
  },
};

test.for(Object.entries(CHANGES))(
  "%s while people book it: every visit is listed, or refused",
  async ([, change]) => {
    await using api = await openTestApi();
    for (let round = 0; round < ROUNDS; round += 1) {
      const salon = await openSalonWithBea(api);
      const { salonId, cutId: variantId, owner } = salon;
      const book = (time: (typeof STARTS)[number]) =>
        api.anybody.bookings.create({
          salonId,
          startsAt: monday(time),
          items: [{ variantId }],
          client: GUEST,
        });
      const early = STARTS.slice(0, 4).map(book);
      const changed = change.make(owner.api, salon);
      const answers = await Promise.allSettled([...early, ...STARTS.slice(4).map(book)]);
      const { affectedBookings } = await changed;
      const booked = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value.id] : []));
      const refused = answers.flatMap((answer) =>
        answer.status === "rejected" ? [problemOf(answer.reason).code] : [],
      );
      expect(affectedBookings.map(({ id }) => id).toSorted()).toEqual(booked.toSorted());
      expect(await marked(api, salonId)).toEqual(booked.toSorted());
      expect(new Set(refused).isSubsetOf(new Set([change.refusal]))).toBe(true);
    }
  },
);

test("visits are cancelled while Bea takes the day off: both are done, and what is left is marked", async () => {
  await using api = await openTestApi();
  const salon = await openSalonWithBea(api, { policy: { cancelWindowMinutes: 0 } });
  const { salonId, cutId: variantId, beaId, owner } = salon;
  const booked: string[] = [];
  for (const time of STARTS) {
    const startsAt = monday(time);
    const made = await api.anybody.bookings.create({
      salonId,
      startsAt,
      items: [{ variantId }],
      client: GUEST,
    });
    booked.push(made.id);
  }
  const cancelled = booked.filter((_, index) => index % 2 === 0);
  const cancelling = cancelled.map((bookingId) => owner.api.bookings.cancel({ bookingId }));
  await owner.api.timeOff.create({ salonId, staffId: beaId, fromDate: MONDAY, toDate: MONDAY });
  await Promise.all(cancelling);
  const live = booked.filter((id) => !cancelled.includes(id));
  expect(await marked(api, salonId)).toEqual(expect.arrayContaining(live));
});

test("a client is booked while somebody merges the record away: the visit is the kept client's, or refused", async () => {
  await using api = await openTestApi();
  for (let round = 0; round < ROUNDS; round += 1) {
    const { salonId, cutId: variantId, owner } = await openSalonWithBea(api);
    const { id: clientId } = await owner.api.clients.create({ salonId, name: "Alice" });
    const { id: duplicateId } = await owner.api.clients.create({ salonId, name: "Alice again" });
    const book = (time: (typeof STARTS)[number]) =>
      owner.api.bookings.create({
        salonId,
        startsAt: monday(time),
        items: [{ variantId }],
        client: { id: duplicateId },
      });
    const early = STARTS.slice(0, 3).map(book);
    const merging = owner.api.clients.merge({ salonId, clientId, duplicateId });
    await Promise.allSettled([...early, ...STARTS.slice(3).map(book)]);
    await merging;
    const strays = await api.sql`select id from bookings where client_id = ${duplicateId}`;
    expect(strays).toHaveLength(0);
  }
});

const BERLIN = { timeZone: "Europe/Berlin", currency: "EUR", localStart: `${MONDAY}T10:00:00+02:00` };
const CHANGED = {
  zone: { timeZone: "Europe/London", localStart: `${MONDAY}T10:00:00+01:00` },
  currency: { currency: "CHF" },
};

test.for(["zone", "currency"] as const)(
  "a visit that is booked before the salon has changed its %s is known to who changed it",
  async (what) => {
    await using api = await openTestApi();
    const { outcomes, booked } = await bookWhileItChanges(api, CHANGED[what], "booking");
    expect(outcomes).toEqual(["done", what === "zone" ? "done" : "currency_fixed"]);
    expect(booked).toEqual([{ ...BERLIN, needsAttention: what === "zone" }]);
  },
);

test.for(["zone", "currency"] as const)(
  "a visit that waited while the salon changed its %s is booked in the new one",
  async (what) => {
    await using api = await openTestApi();
    const { outcomes, booked } = await bookWhileItChanges(api, CHANGED[what], "change");
    expect(outcomes).toEqual(["done", "done"]);
    expect(booked).toEqual([{ ...BERLIN, ...CHANGED[what], needsAttention: false }]);
  },
);

test.for(["zone", "currency"] as const)(
  "a series that waited while the salon changed its %s is booked in the new one",
  async (what) => {
    await using api = await openTestApi();
    const { outcomes, booked } = await bookWhileItChanges(api, CHANGED[what], "change", 2);
    expect(outcomes).toEqual(["done", "done"]);
    const first = { ...BERLIN, ...CHANGED[what], needsAttention: false };
    const later = { ...first, localStart: first.localStart.replace(MONDAY, "2027-06-21") };
    expect(booked).toEqual([first, later]);
  },
);

/** A booking and a change of the salon, which both wait for Bea's calendar in this order. */
async function bookWhileItChanges(
  api: TestApi,
  { localStart: _, ...change }: Partial<typeof BERLIN>,
  first: "booking" | "change",
  visits = 1,
) {
  const { salonId, cutId, beaId, owner } = await openSalonWithBea(api);
  const wish = { salonId, localStart: `${MONDAY}T10:00`, items: [{ variantId: cutId }], client: GUEST };
  const book = () =>
    visits === 1
      ? api.anybody.bookings.create(wish)
      : owner.api.series.create({ ...wish, everyWeeks: 1, count: visits });
  const update = () => owner.api.salons.update({ salonId, ...change });
  const { answers } = await api.sql.begin(async (tx) => {
    await tx`select from calendars where id = (select calendar_id from staff where id = ${beaId}) for update`;
    const calls: Promise<unknown>[] = [];
    for (const call of first === "booking" ? [book, update] : [update, book]) {
      calls.push(call());
      await waiting(api, calls.length);
    }
    return { answers: Promise.all(calls.map(outcomeOf)) };
  });
  const outcomes = await answers;
  const booked = await api.sql`
    select time_zone as "timeZone", currency, local_start as "localStart", needs_attention as "needsAttention"
    from bookings where salon_id = ${salonId} order by starts_at`;
  return { outcomes, booked: [...booked] };
}

/** Bookings that need attention, by id. */
async function marked(api: TestApi, salonId: string): Promise<string[]> {
  const rows = await api.sql<{ id: string }[]>`
    select id from bookings where salon_id = ${salonId} and needs_attention order by id`;
  return rows.map(({ id }) => id);
}
