import * as fc from "fast-check";
import type { CaseSalon } from "./case-salon.ts";

type Hours = Pick<CaseSalon["staff"][string], "hours" | "mayPassSalonHours">;

/** A salon of any kind: zone, hours, services with buffers, pauses and rooms, staff with hours of their own. */
export const randomSalons: fc.Arbitrary<{
  readonly described: CaseSalon;
  readonly now: string;
  readonly from: string;
}> = fc
  .record({
    place: fc.constantFrom(
      { timeZone: "Europe/Berlin", now: "2027-03-25T08:00:00Z", from: "2027-03-27" },
      { timeZone: "America/New_York", now: "2027-11-04T15:00:00Z", from: "2027-11-06" },
      { timeZone: "Asia/Kathmandu", now: "2027-06-10T08:00:00Z", from: "2027-06-14" },
      { timeZone: "Australia/Lord_Howe", now: "2027-03-30T08:00:00Z", from: "2027-04-03" },
    ),
    policy: fc.record({
      slotStepMinutes: fc.constantFrom(15, 20, 30, 45, null),
      leadTimeMinutes: fc.constantFrom(0, 60, 2880),
      horizonDays: fc.constantFrom(3, 60),
      maxBookingsPerStaffPerDay: fc.constantFrom(null, null, 2),
    }),
    hours: fc.constantFrom(
      [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: "09:00", closes: "17:00" }],
      [
        { weekdays: [1, 2, 3, 4, 5, 6, 7], opens: "08:30", closes: "12:00" },
        { weekdays: [1, 3, 6, 7], opens: "13:00", closes: "18:10" },
      ],
      [{ weekdays: [6, 7], opens: "20:00", closes: "27:00" }],
      [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: "00:00", closes: "24:00" }],
    ),
    cut: fc.record({
      segments: fc.constantFrom<["active" | "processing", number][]>(
        [["active", 45]],
        [["active", 60]],
        [["active", 25]],
      ),
      before: fc.constantFrom(0, 10),
      after: fc.constantFrom(0, 5, 30),
      resources: fc.constantFrom([], ["chair"]),
    }),
    colour: fc.record({
      segments: fc.constant<["active" | "processing", number][]>([
        ["active", 30],
        ["processing", 40],
        ["active", 20],
      ]),
      after: fc.constantFrom(0, 15),
      segmentResources: fc.constantFrom({}, { 2: ["chair"] }),
    }),
    bea: fc.constantFrom<Hours>(
      {},
      { hours: [{ weekdays: [1, 2, 6, 7], opens: "10:00", closes: "19:00" }], mayPassSalonHours: true },
    ),
    ann: fc.constantFrom<Hours>({}, { hours: [{ weekdays: [1, 6, 7], opens: "09:10", closes: "15:00" }] }),
    annsCut: fc.constantFrom<{ segmentMinutes?: number[] }>({}, { segmentMinutes: [70] }),
  })
  .map(({ place: { timeZone, now, from }, policy, hours, cut, colour, bea, ann, annsCut }) => ({
    now,
    from,
    described: {
      timeZone,
      policy: { ...policy, holdMinutes: 10, cancelWindowMinutes: 0 },
      hours,
      services: { cut, colour },
      staff: {
        bea: { services: ["cut", "colour"], ...bea },
        ann: { services: { cut: annsCut, colour: {} }, ...ann },
      },
      resources: { chair: ["one"] },
    },
  }));

/** One to three services, one after the other or side by side, by somebody or anybody. */
export const randomWishes = fc.record({
  items: fc.array(
    fc.record({
      service: fc.constantFrom("cut", "colour"),
      staff: fc.constantFrom(null, null, "bea", "ann"),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  mode: fc.constantFrom("sequence" as const, "sequence" as const, "parallel" as const),
  maxWaitMinutes: fc.constantFrom(0, 45),
});
