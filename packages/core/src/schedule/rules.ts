import { minuteOfDay } from "@salon/contracts";
import type { AffectedBooking, SetSalonHours, SetSalonOverride } from "@salon/contracts";
import { addDays, localDateOf, workingWindows } from "@salon/scheduling";
import type { Hours, Interval, LocalDate, Schedule, StaffHours, WorkingHours } from "@salon/scheduling";
import { presentAffected } from "../attention/index.ts";
import type { LiveBooking } from "../attention/index.ts";

/** When a salon and its staff work; whoever has no rules of their own is not in `staff`. */
export type HoursRules = {
  readonly timeZone: string;
  readonly salon: WorkingHours;
  readonly staff: ReadonlyMap<string, StaffHours>;
};

export type DateRange = { readonly from: LocalDate; readonly to: LocalDate };

const FOLLOWS_THE_SALON: StaffHours = { schedules: null, overrides: new Map() };
/** A window may have begun on the second date before, and may end on the one after. */
const REACH_DAYS = 2;

/** The rules with other schedules for the salon, or for one of its staff: none, and they follow the salon. */
export function withSchedules(
  rules: HoursRules,
  staffId: string | null,
  schedules: readonly Schedule[],
): HoursRules {
  if (staffId === null) return { ...rules, salon: { ...rules.salon, schedules } };
  const { overrides } = rules.staff.get(staffId) ?? FOLLOWS_THE_SALON;
  return withStaff(rules, staffId, { schedules: schedules.length > 0 ? schedules : null, overrides });
}

/** The rules with other hours on one date; `null`: the weekly ones. */
export function withOverride(
  rules: HoursRules,
  staffId: string | null,
  date: LocalDate,
  hours: readonly Hours[] | null,
): HoursRules {
  const { overrides } = staffId === null ? rules.salon : (rules.staff.get(staffId) ?? FOLLOWS_THE_SALON);
  const changed = new Map(overrides);
  if (hours) changed.set(date, hours);
  else changed.delete(date);
  if (staffId === null) return { ...rules, salon: { ...rules.salon, overrides: changed } };
  const { schedules } = rules.staff.get(staffId) ?? FOLLOWS_THE_SALON;
  return withStaff(rules, staffId, { schedules, overrides: changed });
}

/** The local dates whose rules decide about these bookings. */
export function datesAround(bookings: readonly LiveBooking[], timeZone: string): DateRange | undefined {
  const items = bookings.flatMap((booking) => booking.items);
  if (items.length === 0) return undefined;
  const first = Math.min(...items.map(({ startsAt }) => startsAt.getTime()));
  const last = Math.max(...items.map(({ endsAt }) => endsAt.getTime()));
  return {
    from: addDays(localDateOf(first, timeZone), -REACH_DAYS),
    to: addDays(localDateOf(last, timeZone), REACH_DAYS),
  };
}

/** Bookings with a service that lies in a working window by the rules before, and in none by the rules after. */
export function bookingsHit(
  bookings: readonly LiveBooking[],
  before: HoursRules,
  after: HoursRules,
  dates: DateRange,
): AffectedBooking[] {
  const workedBefore = windowsPerPerson(before, dates);
  const worksAfter = windowsPerPerson(after, dates);
  const isHit = ({ staffId, ...item }: LiveBooking["items"][number]) =>
    liesIn(item, workedBefore(staffId)) && !liesIn(item, worksAfter(staffId));
  return bookings.filter(({ items }) => items.some(isHit)).map(presentAffected);
}

export function scheduleOf(given: SetSalonHours["schedules"][number]): Schedule {
  const { effectiveFrom, effectiveTo, mayPassSalonHours, weekly } = given;
  return {
    effectiveFrom: effectiveFrom ?? null,
    effectiveTo: effectiveTo ?? null,
    mayPassSalonHours,
    weekly: weekly
      .map(({ weekday, ...hours }) => ({ weekday, ...hoursOf(hours) }))
      .toSorted(byWeekdayAndTime),
  };
}

export function hoursOf({ opens, closes }: SetSalonOverride["hours"][number]): Hours {
  return { opensMinute: minuteOfDay(opens), closesMinute: minuteOfDay(closes) };
}

export function byTime(one: Hours, other: Hours): number {
  return one.opensMinute - other.opensMinute || one.closesMinute - other.closesMinute;
}

function byWeekdayAndTime(one: Schedule["weekly"][number], other: Schedule["weekly"][number]): number {
  return one.weekday - other.weekday || byTime(one, other);
}

function withStaff(rules: HoursRules, staffId: string, hours: StaffHours): HoursRules {
  return { ...rules, staff: new Map(rules.staff).set(staffId, hours) };
}

function windowsPerPerson({ timeZone, salon, staff }: HoursRules, { from, to }: DateRange) {
  const known = new Map<string, Interval[]>();
  return (staffId: string): Interval[] => {
    const windows =
      known.get(staffId) ??
      workingWindows({ timeZone, salon, staff: staff.get(staffId) ?? FOLLOWS_THE_SALON }, from, to);
    known.set(staffId, windows);
    return windows;
  };
}

function liesIn(
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date },
  windows: readonly Interval[],
) {
  return windows.some(({ start, end }) => start <= startsAt.getTime() && endsAt.getTime() <= end);
}
