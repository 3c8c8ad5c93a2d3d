import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BookingModel } from "./testing/booking-model.ts";
import type { Around, Booked, Changed, Step } from "./testing/booking-steps.ts";
import { openDesk, outcomeOf } from "./testing/desk.ts";
import type { Desk } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { Person, TestApi } from "./testing/index.ts";
import { expectInvariants } from "./testing/invariants.ts";
import { monday, WEEK_BEFORE } from "./testing/salon-with-bea.ts";

const MOST_VISITS = 12;
const either = fc.integer({ min: 0, max: 1 });
const at = fc.integer({ min: 0, max: 15 });
const visit = fc.integer({ min: 0, max: MOST_VISITS });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom("book" as const, "hold" as const),
      client: either,
      staff: either,
      at,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom("confirm" as const, "release" as const, "cancel" as const),
      visit,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("move" as const), visit, at }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("timeOff" as const),
      staff: either,
      at,
      halfHours: fc.integer({ min: 1, max: 2 }),
    }),
  },
);
const clock = (sweeps: fc.Arbitrary<boolean>): fc.Arbitrary<Step> =>
  fc.record({ kind: fc.constant("clock" as const), minutes: fc.integer({ min: 1, max: 10 }), sweeps });

let api: TestApi;
let people: Person[];
beforeAll(async () => {
  api = await openTestApi();
  people = [await api.signUp("Alice"), await api.signUp("Bob")];
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

test("a salon's calendar is what a small model says it is, whatever is done in whatever order", async () => {
  const steps = fc.array(
    fc.oneof({ weight: 8, arbitrary: step }, { weight: 1, arbitrary: clock(fc.boolean()) }),
    { minLength: 15, maxLength: 40 },
  );
  const property = fc.asyncProperty(steps, async (wanted) => {
    const [model, salon] = [new BookingModel(), await RealSalon.open()];
    for (const one of wanted) {
      expect({ one, outcome: await salon.make(one) }).toEqual({ one, outcome: model.make(one) });
      expect(await salon.calendar()).toEqual(calendarOf(model));
    }
    await expectInvariants(api);
  });
  await fc.assert(property, { numRuns: 10, seed: 20_270_614 });
});

test("what is done at once comes to what it would in some order, one after the other", async () => {
  const batch = fc.oneof(
    { weight: 5, arbitrary: fc.array(step, { minLength: 2, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.tuple(clock(fc.constant(true))) },
  );
  const property = fc.asyncProperty(fc.array(batch, { minLength: 5, maxLength: 10 }), async (batches) => {
    const salon = await RealSalon.open();
    let model = new BookingModel();
    for (const wanted of batches) {
      const known = model;
      const outcomes = await salon.makeAtOnce(wanted);
      const calendar = await salon.calendar();
      const like = ordersOf(wanted).find((order) => isLike(known, order, { wanted, outcomes, calendar }));
      expect(like ?? { wanted, outcomes, calendar, known }).toBe(like);
      model = settled(known, like ?? [], wanted);
    }
    await expectInvariants(api);
  });
  await fc.assert(property, { numRuns: 15, seed: 20_270_614 });
});

type Seen = {
  readonly wanted: readonly Step[];
  readonly outcomes: readonly string[];
  readonly calendar: unknown;
};

/** Whether the steps, one after the other in this order, come to what was seen. */
function isLike(
  before: BookingModel,
  order: readonly number[],
  { wanted, outcomes, calendar }: Seen,
): boolean {
  const after = settled(before, order, wanted, (index, outcome) => outcome === outcomes[index]);
  return after !== undefined && JSON.stringify(calendarOf(after)) === JSON.stringify(calendar);
}

/** The model after the steps in this order; visits are numbered as they were asked for. */
function settled(before: BookingModel, order: readonly number[], wanted: readonly Step[]): BookingModel;
function settled(
  before: BookingModel,
  order: readonly number[],
  wanted: readonly Step[],
  isSeen: (index: number, outcome: string) => boolean,
): BookingModel | undefined;
function settled(
  before: BookingModel,
  order: readonly number[],
  wanted: readonly Step[],
  isSeen = (_: number, __: string) => true,
) {
  const model = Object.assign(new BookingModel(), structuredClone({ ...before }));
  const first = model.visits.length;
  const asked: number[] = [];
  for (const index of order) {
    const one = wanted[index];
    if (!one) continue;
    if (one.kind === "book" || one.kind === "hold") asked.push(index);
    if (!isSeen(index, model.make(one))) return undefined;
  }
  const made = model.visits.splice(first);
  const inOrder = asked
    .map((index, position) => ({ index, visit: made[position] }))
    .toSorted((a, b) => a.index - b.index);
  model.visits.push(...inOrder.flatMap(({ visit: one }) => one ?? []));
  return model;
}

function ordersOf(steps: readonly unknown[]): number[][] {
  const all = (left: readonly number[]): number[][] =>
    left.length === 0
      ? [[]]
      : left.flatMap((first) => all(left.filter((other) => other !== first)).map((rest) => [first, ...rest]));
  return all(steps.map((_, index) => index));
}

/** Who stands where: each visit's number, person and place, unless its time is free again. */
function calendarOf({ visits }: BookingModel): unknown[] {
  return visits.flatMap(({ status, staff, at: place }, number) =>
    ["held", "confirmed"].includes(status) ? [{ number, staff, at: place, status }] : [],
  );
}

/** The same steps, made over the API in a salon of its own. */
class RealSalon {
  readonly #desk: Desk;
  readonly #bookingIds: (string | undefined)[] = [];
  #now = Date.parse(WEEK_BEFORE);

  private constructor(desk: Desk) {
    this.#desk = desk;
  }

  static async open(): Promise<RealSalon> {
    return new RealSalon(await openDesk(api));
  }

  async make(one: Step): Promise<string> {
    const [outcome = ""] = await this.makeAtOnce([one]);
    return outcome;
  }

  /** All at once; what is booked is numbered in the order in which it was asked for. */
  async makeAtOnce(steps: readonly Step[]): Promise<string[]> {
    const known = [...this.#bookingIds];
    const made = steps.map(async (one) =>
      one.kind === "book" || one.kind === "hold"
        ? this.#book(one)
        : { outcome: await this.#change(one, known), id: null },
    );
    const results = await Promise.all(made);
    this.#bookingIds.push(...results.flatMap(({ id }) => (id === null ? [] : [id])));
    return results.map(({ outcome }) => outcome);
  }

  async calendar(): Promise<unknown[]> {
    const { salonId, beaId } = this.#desk;
    const rows = await api.sql<{ id: string; status: string; startsAt: Date; staffId: string }[]>`
      select b.id, b.status, b.starts_at as "startsAt", i.staff_id as "staffId"
      from bookings b join booking_items i on i.business_id = b.business_id and i.booking_id = b.id
      where b.salon_id = ${salonId} and b.status in ('held', 'confirmed')`;
    return rows
      .map(({ id, status, startsAt, staffId }) => ({
        number: this.#bookingIds.indexOf(id),
        staff: staffId === beaId ? 0 : 1,
        at: (startsAt.getTime() - monday("09:00").getTime()) / 1_800_000,
        status,
      }))
      .toSorted((a, b) => a.number - b.number);
  }

  /** The booking's id; undefined where there is none. */
  async #book({
    kind,
    client,
    staff,
    at: place,
  }: Booked): Promise<{ outcome: string; id: string | undefined }> {
    const { salonId, cutId } = this.#desk;
    const items = [{ variantId: cutId, staffId: this.#staff(staff) }];
    const call = this.#person(client).api.bookings.create({
      salonId,
      startsAt: timeAt(place),
      items,
      hold: kind === "hold",
    });
    const outcome = await outcomeOf(call);
    return { outcome, id: outcome === "done" ? (await call).id : undefined };
  }

  async #change(one: Changed | Around, known: readonly (string | undefined)[]): Promise<string> {
    const { salonId, owner } = this.#desk;
    if (one.kind === "clock") return this.#setClock(one);
    if (one.kind === "timeOff") {
      const times = { startsAt: timeAt(one.at), endsAt: timeAt(one.at + one.halfHours) };
      return outcomeOf(owner.api.timeOff.create({ salonId, staffId: this.#staff(one.staff), ...times }));
    }
    const bookingId = known[one.visit];
    if (bookingId === undefined) return "not_found";
    const { bookings } = await this.#bookerOf(bookingId);
    if (one.kind === "move") return outcomeOf(bookings.reschedule({ bookingId, startsAt: timeAt(one.at) }));
    return outcomeOf(bookings[one.kind]({ bookingId }));
  }

  /** By the API, which clears away what is over; or behind its back, as time passes before a sweeper comes. */
  async #setClock({ minutes, sweeps }: Extract<Around, { kind: "clock" }>): Promise<string> {
    const { salonId, owner } = this.#desk;
    this.#now += minutes * 60_000;
    const now = new Date(this.#now);
    if (sweeps) await owner.api.salons.setTestClock({ salonId, now });
    else await api.sql`update salons set test_now = ${now} where id = ${salonId}`;
    return "done";
  }

  async #bookerOf(bookingId: string) {
    const [row] = await api.sql<
      { userId: string }[]
    >`select booker_id as "userId" from bookings where id = ${bookingId}`;
    return this.#person(people.findIndex(({ userId }) => userId === row?.userId)).api;
  }

  #person(index: number): Person {
    const person = people[index];
    if (!person) throw new Error(`There is no person ${index}`);
    return person;
  }

  #staff(index: number): string {
    return index === 0 ? this.#desk.beaId : this.#desk.annId;
  }
}

function timeAt(place: number): Date {
  return new Date(monday("09:00").getTime() + place * 1_800_000);
}
