import type { Booking, BookingStatus } from "@salon/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventsOfBooking, openDesk, outcomeOf, rowsOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { Person, TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { monday } from "../testing/salon-with-bea.ts";

const SALONS = [
  "approve",
  "decline",
  "checkIn",
  "start",
  "complete",
  "noShow",
  "reopen",
  "cancelBySalon",
] as const;
const CLIENTS = ["confirm", "release", "cancelByClient"] as const;
type Step = (typeof SALONS)[number] | (typeof CLIENTS)[number];
const STEPS: readonly Step[] = [...CLIENTS, ...SALONS];

/** What each step makes of a booking; `same`: it was made already. What is not named is refused. */
const LIFE: Record<BookingStatus, Partial<Record<Step, BookingStatus | "same">>> = {
  held: { confirm: "confirmed", release: "released" },
  pending: {
    confirm: "same",
    approve: "confirmed",
    decline: "declined",
    cancelByClient: "cancelled_by_client",
    cancelBySalon: "cancelled_by_salon",
  },
  confirmed: {
    confirm: "same",
    approve: "same",
    reopen: "same",
    checkIn: "checked_in",
    start: "in_service",
    complete: "completed",
    noShow: "no_show",
    cancelByClient: "cancelled_by_client",
    cancelBySalon: "cancelled_by_salon",
  },
  checked_in: {
    checkIn: "same",
    start: "in_service",
    complete: "completed",
    noShow: "no_show",
    cancelBySalon: "cancelled_by_salon",
  },
  in_service: { start: "same", complete: "completed", cancelBySalon: "cancelled_by_salon" },
  completed: { complete: "same", reopen: "confirmed" },
  no_show: { noShow: "same", reopen: "confirmed" },
  released: { release: "same" },
  expired: {},
  declined: { decline: "same" },
  cancelled_by_client: { cancelByClient: "same", cancelBySalon: "same" },
  cancelled_by_salon: { cancelByClient: "same", cancelBySalon: "same" },
};

const TOLD: Record<Step, string> = {
  confirm: "booking.confirmed",
  release: "booking.released",
  approve: "booking.approved",
  decline: "booking.declined",
  checkIn: "booking.checked_in",
  start: "booking.started",
  complete: "booking.completed",
  noShow: "booking.no_show",
  reopen: "booking.reopened",
  cancelByClient: "booking.cancelled",
  cancelBySalon: "booking.cancelled",
};

const MONDAYS_DAWN = monday("06:00");

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

describe.each(Object.keys(LIFE) as BookingStatus[])("a booking that is %s", (status) => {
  let desk: Desk;
  let alice: Person;
  const waiting: Booking[] = [];

  beforeAll(async () => {
    desk = await openDesk(api, {
      policy: { requiresApproval: status === "pending" || status === "declined", cancelWindowMinutes: 0 },
      hours: [{ weekdays: [1], opens: "00:00", closes: "24:00" }],
    });
    alice = await api.signUp("Alice");
    await desk.mona.api.salons.setTestClock({ salonId: desk.salonId, now: MONDAYS_DAWN });
    for (const [hour] of STEPS.entries())
      waiting.push(await bring(status, new Date(monday("08:00").getTime() + hour * 3_600_000)));
    if (status === "expired")
      await desk.mona.api.salons.setTestClock({ salonId: desk.salonId, now: monday("06:10") });
  });

  const stays = (step: Step) => (LIFE[status][step] ?? "same") === "same";

  test.each(STEPS.filter(stays))("stays as it is after %s", async (step) => {
    const { id } = waitingFor(step);
    const stored = await rowsOf(api, id);
    const refusal = status === "expired" && step === "confirm" ? "hold_expired" : "invalid_transition";
    expect(await read(id)).toMatchObject({ status });
    expect(await outcomeOf(make(step, id))).toBe(LIFE[status][step] ? "done" : refusal);
    expect(await rowsOf(api, id)).toEqual(stored);
  });

  test.each(STEPS.filter((step) => !stays(step)))("goes on with %s, once", async (step) => {
    const { id } = waitingFor(step);
    const before = await read(id);
    expect(before.status).toBe(status);
    const stored = await rowsOf(api, id);
    const expected = LIFE[status][step];
    expect(await outcomeOf(make(step, id, before.version + 1))).toBe("version_mismatch");
    expect(await rowsOf(api, id)).toEqual(stored);

    const moved = await make(step, id, before.version);
    expect(moved).toMatchObject({
      status: expected,
      version: before.version + 1,
      holdExpiresAt: null,
      approvalExpiresAt: null,
    });
    expect(await read(id)).toEqual(moved);
    const [event] = await api.sql<{ type: string; data: unknown; previous: unknown }[]>`
      select type, data, previous from events where subject_id = ${id} order by id desc limit 1`;
    expect(event).toMatchObject({
      type: TOLD[step],
      data: {
        id,
        status: expected,
        version: moved.version,
        clientId: moved.client?.id,
        staffIds: [desk.beaId],
      },
      previous: { status, version: before.version },
    });
    const told = await eventsOfBooking(api, id);
    expect(await make(step, id)).toEqual(moved);
    expect(await eventsOfBooking(api, id)).toEqual(told);
  });

  function waitingFor(step: Step): Booking {
    const booking = waiting[STEPS.indexOf(step)];
    if (!booking) throw new Error("There is one for every step");
    return booking;
  }

  const read = (bookingId: string) => desk.rita.api.bookings.get({ bookingId });

  function make(step: Step, bookingId: string, ifVersion?: number): Promise<Booking> {
    const who = (CLIENTS as readonly Step[]).includes(step) ? alice : desk.mona;
    const verb = step === "cancelByClient" || step === "cancelBySalon" ? "cancel" : step;
    return who.api.bookings[verb]({ bookingId, ifVersion });
  }

  /** A booking of Alice's with Bea that has come this far. */
  async function bring(goal: BookingStatus, startsAt: Date): Promise<Booking> {
    const hold = ["held", "released", "expired"].includes(goal);
    const items = [{ variantId: desk.cutId, staffId: desk.beaId }];
    const booking = await alice.api.bookings.create({ salonId: desk.salonId, startsAt, items, hold });
    const way: Partial<Record<BookingStatus, Step[]>> = {
      checked_in: ["checkIn"],
      in_service: ["checkIn", "start"],
      completed: ["complete"],
      no_show: ["noShow"],
      released: ["release"],
      declined: ["decline"],
      cancelled_by_client: ["cancelByClient"],
      cancelled_by_salon: ["cancelBySalon"],
    };
    for (const step of way[goal] ?? []) await make(step, booking.id);
    return booking;
  }
});
