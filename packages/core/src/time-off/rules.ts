import type { CreateTimeOff } from "@salon/contracts";
import { dayInterval } from "@salon/scheduling";

export type Period = { readonly startsAt: Date; readonly endsAt: Date };

/** From the first instant of `fromDate` to the last of `toDate` in the salon's zone, or the instants as given. */
export function periodOf(
  input: Pick<CreateTimeOff, "fromDate" | "toDate" | "startsAt" | "endsAt">,
  timeZone: string,
): Period {
  const { fromDate, toDate, startsAt, endsAt } = input;
  if (startsAt && endsAt) return { startsAt, endsAt };
  if (!fromDate || !toDate) throw new Error("Time off has neither dates nor instants");
  return {
    startsAt: new Date(dayInterval(fromDate, timeZone).start),
    endsAt: new Date(dayInterval(toDate, timeZone).end),
  };
}
