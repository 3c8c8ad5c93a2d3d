import { dayOf } from "./calendar-day.ts";
import type { Interval, LocalDate, WorkingHours } from "./model.ts";
import { daysBetween, salonWindows, staffWindows, type StaffHours } from "./windows.ts";
import { zoneOf } from "./zone.ts";

export type StaffRules = {
  /** IANA zone of the salon. */
  readonly timeZone: string;
  readonly salon: WorkingHours;
  readonly staff: StaffHours;
};

/** When a staff member works by rules of these local dates, both included; what touches is joined, ascending. */
export function workingWindows(
  { timeZone, salon, staff }: StaffRules,
  from: LocalDate,
  to: LocalDate,
): Interval[] {
  const zone = zoneOf(timeZone);
  const days = daysBetween(dayOf(from), dayOf(to));
  const windows = staffWindows(staff, { hours: salon, windows: salonWindows(salon, days, zone) }, days, zone);
  return windows.map(({ start, end }) => ({ start, end }));
}
