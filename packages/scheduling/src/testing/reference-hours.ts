import type { Hours, Instant, Schedule, StaffMember, World } from "../model.ts";

const MINUTE = 60_000;

/** A bitmap of working minutes: slow, obvious, and without a line of the engine in it. */
export type WorkingMinutes = {
  works(instant: Instant): boolean;
  beginsOn(date: string): boolean;
  anchorOf(instant: Instant): Instant;
};

export function plainDate(instant: Instant, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate();
}

export function startOfDate(date: Temporal.PlainDate, timeZone: string): Instant {
  return date.toZonedDateTime(timeZone).startOfDay().epochMilliseconds;
}

/** Working minutes of one person, from well before `first` to well after `last`. */
export function workingMinutes(
  world: World,
  staff: StaffMember,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): WorkingMinutes {
  const { timeZone } = world;
  const origin = startOfDate(first.subtract({ days: 12 }), timeZone);
  const length = (startOfDate(last.add({ days: 5 }), timeZone) - origin) / MINUTE;
  const salon = new Uint8Array(length);
  const within = new Uint8Array(length);
  const beyond = new Uint8Array(length);
  const fill = (minutes: Uint8Array, date: Temporal.PlainDate, hours: readonly Hours[]) => {
    for (const { opensMinute, closesMinute } of hours) {
      const from = (opening(date, opensMinute, timeZone) - origin) / MINUTE;
      const to = (closing(date, closesMinute, timeZone) - origin) / MINUTE;
      for (let minute = Math.max(0, from); minute < Math.min(to, length); minute++) minutes[minute] = 1;
    }
  };
  for (
    let date = first.subtract({ days: 12 });
    Temporal.PlainDate.compare(date, last.add({ days: 4 })) < 0;
    date = date.add({ days: 1 })
  ) {
    const key = date.toString();
    const salonHours =
      world.hours.overrides.get(key) ?? world.hours.schedules.flatMap((schedule) => weekly(schedule, date));
    fill(salon, date, salonHours);
    const schedules = staff.schedules?.filter((schedule) => holds(schedule, key));
    const override = staff.overrides.get(key);
    if (override)
      fill(schedules?.some((schedule) => schedule.mayPassSalonHours) ? beyond : within, date, override);
    else if (!schedules) fill(within, date, salonHours);
    else
      for (const schedule of schedules)
        fill(schedule.mayPassSalonHours ? beyond : within, date, weekly(schedule, date));
  }
  const works = (minute: number) => beyond[minute] === 1 || (within[minute] === 1 && salon[minute] === 1);
  const begins = new Int32Array(length);
  const datesOfBegins = new Set<string>();
  for (let minute = 1; minute < length; minute++)
    begins[minute] = works(minute) && works(minute - 1) ? (begins[minute - 1] ?? 0) : minute;
  for (let minute = 1; minute < length; minute++)
    if (works(minute) && !works(minute - 1))
      datesOfBegins.add(plainDate(origin + minute * MINUTE, timeZone).toString());
  const minuteOf = (instant: Instant) => (instant - origin) / MINUTE;
  return {
    works: (instant) => works(minuteOf(instant)),
    beginsOn: (date) => datesOfBegins.has(date),
    anchorOf: (instant) => {
      const anchor = origin + (begins[minuteOf(instant)] ?? 0) * MINUTE;
      const date = plainDate(instant, timeZone);
      const isRecent =
        Temporal.PlainDate.compare(plainDate(anchor, timeZone), date.subtract({ days: 7 })) >= 0;
      return isRecent ? anchor : startOfDate(date, timeZone);
    },
  };
}

function holds({ effectiveFrom, effectiveTo }: Schedule, date: string): boolean {
  return !(effectiveFrom !== null && date < effectiveFrom) && !(effectiveTo !== null && date > effectiveTo);
}

function weekly(schedule: Schedule, date: Temporal.PlainDate): readonly Hours[] {
  return holds(schedule, date.toString())
    ? schedule.weekly.filter((hours) => hours.weekday === date.dayOfWeek)
    : [];
}

function opening(date: Temporal.PlainDate, minute: number, timeZone: string): Instant {
  const wall = date.toPlainDateTime().add({ minutes: minute });
  const earlier = wall.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  return earlier.toPlainDateTime().equals(wall) ? earlier.epochMilliseconds : changeAfter(earlier);
}

function closing(date: Temporal.PlainDate, minute: number, timeZone: string): Instant {
  const wall = date.toPlainDateTime().add({ minutes: minute });
  const later = wall.toZonedDateTime(timeZone, { disambiguation: "later" });
  const earlier = wall.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  return later.toPlainDateTime().equals(wall) ? later.epochMilliseconds : changeAfter(earlier);
}

function changeAfter(moment: Temporal.ZonedDateTime): Instant {
  return moment.getTimeZoneTransition("next")?.epochMilliseconds ?? NaN;
}
