import * as fc from "fast-check";
import { addDays, dayInterval } from "../local-time.ts";
import type { Block, Refusal, SearchRange, VisitRequest, World } from "../model.ts";
import {
  visit,
  worldOf,
  type DayHours,
  type Item,
  type Salon,
  type Service,
  type Stylist,
  type WeeklyHours,
} from "./salon.ts";

/** A small salon around an awkward night, and what somebody asks of it. */
export type Situation = {
  readonly world: World;
  readonly request: VisitRequest;
  readonly range: SearchRange;
};

const MINUTE_MS = 60_000;

/** Nights on which the clocks change by an hour, by half an hour, at midnight, by a day; and one that is like any other. */
const NIGHTS = [
  { timeZone: "Europe/Berlin", date: "2027-06-14" },
  { timeZone: "Europe/Berlin", date: "2027-03-27" },
  { timeZone: "Europe/Berlin", date: "2027-10-30" },
  { timeZone: "America/New_York", date: "2027-11-06" },
  { timeZone: "Asia/Kathmandu", date: "2027-05-03" },
  { timeZone: "Australia/Lord_Howe", date: "2027-04-03" },
  { timeZone: "Australia/Lord_Howe", date: "2027-10-02" },
  { timeZone: "America/Santiago", date: "2027-04-03" },
  { timeZone: "America/Santiago", date: "2027-09-04" },
  { timeZone: "Pacific/Apia", date: "2011-12-29" },
] as const;

const MANAGERS_MAY: readonly Refusal[] = [
  "too_soon",
  "beyond_horizon",
  "closed",
  "outside_hours",
  "off_grid",
  "duration_exceeds_window",
  "time_off",
  "daily_limit",
];

export const situations: fc.Arbitrary<Situation> = fc.constantFrom(...NIGHTS).chain(({ timeZone, date }) => {
  const midnight = dayInterval(date, timeZone).start;
  return fc
    .record({ salon: salons(timeZone, date, midnight), request: requests(midnight), range: ranges(date) })
    .map(({ salon, request, range }) => ({ world: worldOf(salon), request, range }));
});

const minutes = (from: number, to: number) =>
  fc.integer({ min: from / 5, max: to / 5 }).map((fives) => fives * 5);
/** The usual value as a rule. */
const mostly = <Value>(usual: Value, ...others: readonly Value[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(usual, ...others) },
  );
const rarely = <Value>(value: fc.Arbitrary<Value>) =>
  fc.option(value, { freq: 4 }).map((some) => some ?? undefined);

const dayHours: fc.Arbitrary<DayHours> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 46 }), minutes(30, 900))
      .map(([half, length]) => between(half * 30, half * 30 + length)),
  },
  { weight: 1, arbitrary: fc.constant(between(0, 1440)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(between(1320, 1440), between(0, 120), between(90, 150), between(150, 300)),
  },
);

function between(opens: number, closes: number): DayHours {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return { opens: clock(opens), closes: clock(closes) };
}

function weeklyHours(date: string): fc.Arbitrary<WeeklyHours> {
  return fc
    .record({
      hours: dayHours,
      weekdays: fc.oneof(
        fc.constant([1, 2, 3, 4, 5, 6, 7]),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      ),
      from: rarely(fc.integer({ min: -8, max: 1 })),
      to: rarely(fc.integer({ min: -1, max: 2 })),
      mayPassSalonHours: fc.boolean(),
    })
    .map(({ hours, weekdays, from, to, mayPassSalonHours }) => ({
      opens: hours.opens,
      closes: hours.closes,
      weekdays,
      mayPassSalonHours,
      from: from === undefined ? undefined : addDays(date, from),
      to: to === undefined ? undefined : addDays(date, to),
    }));
}

function overrides(date: string) {
  return fc
    .array(fc.tuple(fc.integer({ min: -1, max: 2 }), fc.array(dayHours, { maxLength: 2 })), { maxLength: 2 })
    .map((dates) => Object.fromEntries(dates.map(([offset, hours]) => [addDays(date, offset), hours])));
}

function blocks(midnight: number, maxLength: number): fc.Arbitrary<readonly Block[]> {
  return fc.array(
    fc
      .tuple(minutes(-300, 2400), minutes(5, 200), fc.constantFrom("booking", "booking", "hold", "time_off"))
      .map(([from, length, kind]): Block => {
        const start = midnight + from * MINUTE_MS;
        return { kind, start, end: start + length * MINUTE_MS };
      }),
    { maxLength },
  );
}

const types = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom("chair", "chair", "basin"), { maxLength: 2 }) },
);

function services(segments: number): fc.Arbitrary<Service> {
  return fc.record({
    segments: fc.array(fc.tuple(fc.constantFrom("active", "active", "processing"), minutes(5, 40)), {
      minLength: segments,
      maxLength: segments,
    }),
    before: fc.constantFrom(0, 0, 5, 15),
    after: fc.constantFrom(0, 0, 10),
    resources: types,
    segmentResources: fc.dictionary(fc.constantFrom("0", "1"), types, { maxKeys: 1 }),
    bookable: mostly(true, false),
  });
}

/** Own minutes are given for as many segments as the service has: cut has one, colour three. */
const offers = fc.record(
  {
    cut: fc.record({ segmentMinutes: fc.tuple(minutes(10, 60)) }, { requiredKeys: [] }),
    colour: fc.record(
      { segmentMinutes: fc.tuple(minutes(5, 40), minutes(5, 40), minutes(5, 40)) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

function stylists(date: string, midnight: number): fc.Arbitrary<Stylist> {
  return fc.record({
    services: fc.oneof(
      { weight: 2, arbitrary: fc.constant(["cut", "colour"]) },
      { weight: 1, arbitrary: offers },
    ),
    hours: rarely(fc.array(weeklyHours(date), { maxLength: 3 })),
    overrides: overrides(date),
    bookable: fc.constantFrom(true, true, true, true, true, true, true, true, true, false),
    blocks: blocks(midnight, 4),
    bookings: fc.constantFrom(0, 0, 0, 1, 2).map((count) => ({ [date]: count })),
  });
}

function salons(timeZone: string, date: string, midnight: number): fc.Arbitrary<Salon> {
  return fc
    .record({
      hoursAgo: mostly(24, -10, -30, 240),
      policy: fc.record({
        slotStepMinutes: fc.constantFrom(15, 20, 30, 45, null),
        leadTimeMinutes: fc.constantFrom(0, 0, 95),
        horizonDays: mostly(30, 0, 1),
        maxBookingsPerStaffPerDay: fc.constantFrom(null, null, 1, 2),
      }),
      hours: fc.oneof(
        fc.array(weeklyHours(date), { minLength: 1, maxLength: 3 }),
        fc.constant([{ ...between(480, 1200), weekdays: [1, 2, 3, 4, 5, 6, 7] }]),
      ),
      overrides: overrides(date),
      cut: services(1),
      colour: services(3),
      staff: fc.array(stylists(date, midnight), { minLength: 1, maxLength: 4 }),
      units: fc.tuple(fc.constantFrom(0, 1, 2, 3, 3), fc.constantFrom(0, 1, 2, 2)),
      unitBlocks: fc.array(blocks(midnight, 2), { minLength: 5, maxLength: 5 }),
      bookable: mostly(true, false),
    })
    .map(({ hoursAgo, policy, hours, overrides: dates, cut, colour, staff, units, unitBlocks, bookable }) => {
      const names = (type: string, count: number) => Array.from({ length: count }, (_, i) => `${type}${i}`);
      const resources = { chair: names("chair", units[0]), basin: names("basin", units[1]) };
      const everyUnit = [...names("chair", 3), ...names("basin", 2)];
      return {
        now: Temporal.Instant.fromEpochMilliseconds(midnight - hoursAgo * 60 * MINUTE_MS).toString(),
        timeZone,
        policy,
        hours,
        overrides: dates,
        services: { cut, colour },
        staff: Object.fromEntries(staff.map((stylist, i) => [["ann", "bea", "cleo"][i] ?? "dora", stylist])),
        resources,
        resourceBlocks: Object.fromEntries(
          everyUnit.map((unit, i) => [unit, (unitBlocks[i] ?? []).toSorted((a, b) => a.start - b.start)]),
        ),
        bookable,
      };
    });
}

const items: fc.Arbitrary<Item> = fc.record(
  {
    service: fc.constantFrom("cut", "cut", "colour"),
    staff: mostly<string | undefined>(undefined, "ann", "ann", "bea", "bea", "nobody"),
    not: fc.subarray(["ann", "bea"], { maxLength: 1 }),
    addOnMinutes: fc.constantFrom(0, 0, 10),
  },
  { requiredKeys: ["service"] },
);

function requests(midnight: number): fc.Arbitrary<VisitRequest> {
  return fc
    .record({
      items: fc.oneof(
        { weight: 3, arbitrary: fc.array(items, { minLength: 1, maxLength: 1 }) },
        { weight: 4, arbitrary: fc.array(items, { minLength: 2, maxLength: 3 }) },
      ),
      mode: fc.constantFrom("sequence", "parallel"),
      maxWaitMinutes: fc.constantFrom(0, 0, 7, 20),
      client: fc
        .oneof(fc.constant([]), blocks(midnight, 2))
        .map((taken) => taken.toSorted((a, b) => a.start - b.start)),
      setAside: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.subarray([...MANAGERS_MAY]) },
      ),
    })
    .map(({ items: asked, ...more }) => visit(asked, more));
}

function ranges(date: string): fc.Arbitrary<SearchRange> {
  return fc.record({
    from: fc.constant(date),
    to: fc.constantFrom(date, addDays(date, 1)),
    afterMinute: fc.constantFrom(null, null, null, 540),
    beforeMinute: fc.constantFrom(null, null, null, 780),
  });
}
