import type { Block, StaffMember, VisitRequest, World } from "@salon/scheduling";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Monday 1 February 2027, 00:00 in Berlin. */
export const FIRST_MIDNIGHT = Date.parse("2027-01-31T23:00:00Z");
export const DAYS = 31;
const OPENS_MINUTE = 8 * 60;
const CLOSES_MINUTE = 19 * 60;

export const windows = Array.from({ length: DAYS }, (_, day) => ({
  start: FIRST_MIDNIGHT + day * DAY_MS + OPENS_MINUTE * MINUTE_MS,
  end: FIRST_MIDNIGHT + day * DAY_MS + CLOSES_MINUTE * MINUTE_MS,
}));

/** Eight bookings a day of half an hour, on days of 8:00–19:00; `before` adds as many days that are long past. */
export function bookings(shiftMinutes: number, before = 0): Block[] {
  return Array.from({ length: (DAYS + before) * 8 }, (_, i) => {
    const day = Math.floor(i / 8) - before;
    const start =
      FIRST_MIDNIGHT + day * DAY_MS + (OPENS_MINUTE + 45 + (i % 8) * 75 + shiftMinutes) * MINUTE_MS;
    return { kind: "booking", start, end: start + 30 * MINUTE_MS };
  });
}

/** Every rule in use: an override, lead time, horizon, buffers, a daily limit. */
export function salonOf(people: number, blocksOf: (person: number) => readonly Block[]): World {
  const hours = { opensMinute: OPENS_MINUTE, closesMinute: CLOSES_MINUTE };
  return {
    now: FIRST_MIDNIGHT - DAY_MS,
    timeZone: "Europe/Berlin",
    bookable: true,
    policy: { slotStepMinutes: 15, leadTimeMinutes: 120, horizonDays: 60, maxBookingsPerStaffPerDay: 40 },
    hours: {
      schedules: [
        {
          effectiveFrom: null,
          effectiveTo: null,
          mayPassSalonHours: false,
          weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...hours })),
        },
      ],
      overrides: new Map([["2027-02-14", [{ opensMinute: OPENS_MINUTE, closesMinute: 12 * 60 }]]]),
    },
    variants: new Map([
      [
        "cut",
        {
          id: "cut",
          bookable: true,
          bufferBeforeMinutes: 0,
          bufferAfterMinutes: 10,
          segments: [{ kind: "active", minutes: 30, resources: [] }],
          resources: [],
        },
      ],
    ]),
    staff: Array.from({ length: people }, (_, person): StaffMember => ({
      id: `staff-${person}`,
      calendarId: person + 1,
      position: person,
      bookable: true,
      schedules: null,
      overrides: new Map(),
      offers: new Map([["cut", { segmentMinutes: null }]]),
      blocks: blocksOf(person),
      bookingsPerDate: new Map(),
    })),
    resources: [],
  };
}

export function cut(staffId: string | null): VisitRequest {
  return {
    items: [{ variantId: "cut", staffId, excludedStaffIds: [], addOnMinutes: 0 }],
    mode: "sequence",
    maxWaitMinutes: 0,
    clientBlocks: [],
    setAside: new Set(),
  };
}
