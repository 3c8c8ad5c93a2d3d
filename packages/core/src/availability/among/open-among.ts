import { addDays, localDateOf, workingWindows } from "@salon/scheduling";
import type { Db } from "@salon/db";
import type { SalonRow } from "../../salon/index.ts";
import { loadHoursOfEach } from "../queries.ts";
import { hoursOf } from "../world.ts";

/** A window that began the day before may still be open, and the salon's date be the day before UTC's. */
const DAYS_BACK = 2;
/** Dates that can be written with four digits, with room for the days around. */
const [FIRST, LAST] = [Date.parse("0001-01-04T00:00:00Z"), Date.parse("9999-12-29T00:00:00Z")];
const FOLLOWS_THE_SALON = { schedules: null, overrides: new Map<string, never>() };

/** Which of the salons are open at an instant, by their own hours: one statement. */
export async function openAmong(
  db: Db,
  salons: readonly SalonRow[],
  at: Date,
): Promise<(salon: SalonRow) => boolean> {
  const instant = at.getTime();
  if (instant < FIRST || instant > LAST) return () => false;
  const date = localDateOf(instant, "UTC");
  const dates = { from: addDays(date, -DAYS_BACK), to: addDays(date, 1) };
  const hours = await loadHoursOfEach(
    db,
    salons.map(({ id }) => id),
    dates,
  );
  const bySalon = new Map(hours.map((row) => [row.salonId, hoursOf(row)]));
  return ({ id, timeZone }) => {
    const salon = bySalon.get(id);
    if (!salon) return false;
    const windows = workingWindows({ timeZone, salon, staff: FOLLOWS_THE_SALON }, dates.from, dates.to);
    return windows.some(({ start, end }) => start <= instant && instant < end);
  };
}
