/** `Monday, 14 June 2027, 10:00 (Europe/Berlin)`: wall time in a zone that is named. */
export function whenIn(instant: Date, timeZone: string, locale: string): string {
  return `${wallTime(instant, timeZone, locale)} (${timeZone})`;
}

/** The same without the zone, short enough for a subject. */
export function briefWhen(instant: Date, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(instant);
}

/** What their clock says, where it differs from the salon's at that instant. */
export function ownWhen(
  instant: Date,
  { salon, own, locale }: { salon: string; own: string | null; locale: string },
): string | undefined {
  if (own === null || wallTime(instant, own, locale) === wallTime(instant, salon, locale)) return undefined;
  return whenIn(instant, own, locale);
}

function wallTime(instant: Date, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(instant);
}
