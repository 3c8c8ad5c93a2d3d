import { timeOfMinute } from "@salon/contracts";
import type { Override, WorkingHours } from "@salon/contracts";
import type { Hours, Schedule } from "@salon/scheduling";

export function presentHours(schedules: readonly Schedule[], version: number): WorkingHours {
  return {
    schedules: schedules.map(({ effectiveFrom, effectiveTo, mayPassSalonHours, weekly }) => ({
      effectiveFrom,
      effectiveTo,
      mayPassSalonHours,
      weekly: weekly.map(({ weekday, ...hours }) => ({ weekday, ...timesOf(hours) })),
    })),
    version,
  };
}

export function presentOverride(override: {
  readonly date: string;
  readonly hours: readonly Hours[];
  readonly version: number;
}): Override {
  return { date: override.date, hours: override.hours.map(timesOf), version: override.version };
}

function timesOf({ opensMinute, closesMinute }: Hours): { opens: string; closes: string } {
  return { opens: timeOfMinute(opensMinute), closes: timeOfMinute(closesMinute) };
}
