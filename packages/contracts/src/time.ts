import { z } from "zod";

/** A point in time of the years 0001–9999. RFC 3339 with offset over REST, a `Date` in TypeScript. */
export const Instant = z
  .date()
  .min(new Date("0001-01-01T00:00:00Z"))
  .max(new Date("9999-12-31T23:59:59.999Z"))
  .meta({ example: "2027-06-14T08:00:00Z" });

/** A calendar date in the salon's zone. */
export const LocalDate = z.iso
  .date()
  .refine((date) => !date.startsWith("0000"), "There is no year 0.")
  .meta({ example: "2027-06-14" });

/** Local wall time without an offset, read in the salon's zone. */
export const LocalDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/, "YYYY-MM-DDTHH:mm, without an offset.")
  .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, "There is no such date.")
  .meta({ example: "2027-06-14T10:00" });

const isPlannable = (text: string) => text >= "1970" && text < "3000";
const PLANNABLE = "Of the years 1970–2999.";

/** A time for which somebody plans: whoever looks for it looks some days around, and stays within the calendar. */
export const PlannedInstant = Instant.refine((instant) => isPlannable(instant.toISOString()), PLANNABLE).meta(
  {
    example: "2027-06-14T08:00:00Z",
  },
);

/** The same, as a date in the salon's zone. */
export const PlannedDate = LocalDate.refine(isPlannable, PLANNABLE).meta({ example: "2027-06-14" });

/** The same, as local wall time. */
export const PlannedDateTime = LocalDateTime.refine(isPlannable, PLANNABLE).meta({
  example: "2027-06-14T10:00",
});

/** A rendering of an instant in the salon's zone, with its offset. */
export const RenderedLocal = z.string().meta({ example: "2027-06-14T10:00:00+02:00" });

/** IANA time zone. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, "An IANA time zone, such as Europe/Berlin.")
  .meta({ example: "Europe/Berlin" });

/** Wall time of a day, `00:00`–`23:59`. */
export const TimeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
  .meta({ example: "09:00" });

/** Wall time that may run past midnight, `00:01`–`48:00`: `26:00` is two o'clock of the next morning. */
export const ClosingTime = z
  .string()
  .regex(/^(?:[0-3]\d|4[0-7]):[0-5]\d$|^48:00$/)
  .meta({ example: "17:00" });

export const timestamps = { createdAt: Instant, updatedAt: Instant };

/** Minutes after midnight of a wall time such as `09:30` or `26:00`. */
export function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The wall time `HH:mm` of minutes after midnight. */
export function timeOfMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** In its own spelling; `UTC` and the like are zones, offsets are none. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Z][\w+/-]*$/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
