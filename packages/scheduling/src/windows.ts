import { DAY_MS, MINUTE_MS, dateOf, weekdayOf, type DayNumber } from "./calendar-day.ts";
import { intersect, merge } from "./intervals.ts";
import type { Hours, Interval, LocalDate, Schedule, StaffMember, WorkingHours } from "./model.ts";
import type { Zone } from "./zone.ts";

/** Time in which items may lie, joined over midnight. It belongs to the date on which it starts. */
export type Window = Interval & { readonly startDay: DayNumber };

export type Day = { readonly number: DayNumber; readonly date: LocalDate; readonly weekday: number };

export function daysBetween(first: DayNumber, last: DayNumber): Day[] {
  const days: Day[] = [];
  for (let number = first; number <= last; number++)
    days.push({ number, date: dateOf(number), weekday: weekdayOf(number) });
  return days;
}

export function salonWindows(hours: WorkingHours, days: readonly Day[], zone: Zone): Window[] {
  return joined(
    days.flatMap((day) => intervalsOn(day, hoursOn(day, hours), zone)),
    zone,
  );
}

/** Rules of one person: their schedules, `null` to follow the salon's, and the dates that they override. */
export type StaffHours = Pick<StaffMember, "schedules" | "overrides">;

/** The staff member's hours within the salon's, or beyond them where a schedule says so. */
export function staffWindows(
  staff: StaffHours,
  salon: { readonly hours: WorkingHours; readonly windows: readonly Window[] },
  days: readonly Day[],
  zone: Zone,
): readonly Window[] {
  if (staff.schedules === null && staff.overrides.size === 0) return salon.windows;
  const within: Interval[] = [];
  const beyond: Interval[] = [];
  for (const day of days) {
    const schedules = (staff.schedules ?? salon.hours.schedules).filter((schedule) =>
      isEffective(schedule, day),
    );
    const override = staff.overrides.get(day.date);
    const mayPass = (schedule: Schedule) => staff.schedules !== null && schedule.mayPassSalonHours;
    if (override) {
      (schedules.some(mayPass) ? beyond : within).push(...intervalsOn(day, override, zone));
    } else if (staff.schedules === null) {
      within.push(...intervalsOn(day, hoursOn(day, salon.hours), zone));
    } else {
      for (const schedule of schedules)
        (mayPass(schedule) ? beyond : within).push(...intervalsOn(day, weeklyOn(day, schedule), zone));
    }
  }
  return joined([...beyond, ...intersect(merge(within), salon.windows)], zone);
}

function hoursOn(day: Day, hours: WorkingHours): readonly Hours[] {
  const override = hours.overrides.get(day.date);
  if (override) return override;
  const inForce = hours.schedules.filter((schedule) => isEffective(schedule, day));
  return inForce.flatMap((schedule) => weeklyOn(day, schedule));
}

function isEffective({ effectiveFrom, effectiveTo }: Schedule, { date }: Day): boolean {
  return (effectiveFrom === null || effectiveFrom <= date) && (effectiveTo === null || date <= effectiveTo);
}

function weeklyOn(day: Day, schedule: Schedule): readonly Hours[] {
  return schedule.weekly.filter(({ weekday }) => weekday === day.weekday);
}

function intervalsOn(day: Day, hours: readonly Hours[], zone: Zone): Interval[] {
  const intervals: Interval[] = [];
  for (const { opensMinute, closesMinute } of hours) {
    const start = zone.firstInstant(day.number * DAY_MS + opensMinute * MINUTE_MS);
    const end = zone.lastInstant(day.number * DAY_MS + closesMinute * MINUTE_MS);
    if (start < end) intervals.push({ start, end });
  }
  return intervals;
}

function joined(intervals: readonly Interval[], zone: Zone): Window[] {
  return merge(intervals).map(({ start, end }) => ({ start, end, startDay: zone.dayAt(start) }));
}
