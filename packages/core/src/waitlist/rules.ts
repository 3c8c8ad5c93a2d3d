import { addDays, dayInterval, localDateOf } from "@salon/scheduling";
import type { LocalDate } from "@salon/scheduling";
import type { SalonRow } from "../salon/index.ts";

type Dates = { readonly fromDate: LocalDate; readonly toDate: LocalDate };

/**
 * When the next of the days that somebody waits for comes within the horizon; null: all are, or the salon's clock stands
 * still, of which every move is told.
 */
export function nextDayOpensAt(
  { fromDate, toDate }: Dates,
  { timeZone, testNow }: Pick<SalonRow, "timeZone" | "testNow">,
  { now, horizonDays }: { readonly now: Date; readonly horizonDays: number },
): Date | null {
  const firstBeyond = addDays(localDateOf(now.getTime(), timeZone), horizonDays + 1);
  const next = fromDate < firstBeyond ? firstBeyond : fromDate;
  if (testNow !== null || next > toDate) return null;
  return new Date(dayInterval(addDays(next, -horizonDays), timeZone).start);
}
