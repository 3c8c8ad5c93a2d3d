import type { CalendarEntry, CalendarFile } from "@salon/core";
import ical, { escape, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { ICalEventData } from "ical-generator";

const PRODUCT = { company: "salon", product: "bookings", language: "EN" };
/** How often those who subscribe are asked to look again. */
const REFRESH_SECONDS = 15 * 60;

/** Writes an iCalendar file (RFC 5545), its times in UTC. */
export function writeCalendar({ method, name, entries }: CalendarFile): string {
  const calendar = ical({ prodId: PRODUCT, method: ICalCalendarMethod[method] });
  // Unlike everything else, the library writes a name as it is.
  if (name !== undefined) calendar.name(escape(plain(name), false)).ttl(REFRESH_SECONDS);
  for (const entry of entries) calendar.createEvent(eventOf(entry));
  return calendar.toString();
}

function eventOf({
  organizer,
  attendee,
  location,
  url,
  description,
  ...entry
}: CalendarEntry): ICalEventData {
  const geo = location?.geo && { lat: location.geo.latitude, lon: location.geo.longitude };
  return {
    id: entry.uid,
    sequence: entry.sequence,
    status: ICalEventStatus[entry.status],
    start: entry.startsAt,
    end: entry.endsAt,
    summary: plain(entry.summary),
    created: entry.createdAt,
    stamp: entry.updatedAt,
    lastModified: entry.updatedAt,
    ...(description !== undefined && { description: plain(description) }),
    ...(location && { location: { title: plain(location.title), ...(geo && { geo }) } }),
    ...(organizer && { organizer: named(organizer) }),
    ...(attendee && {
      attendees: [{ ...named(attendee), rsvp: false, status: ICalAttendeeStatus.ACCEPTED }],
    }),
    ...(url !== undefined && { url }),
  };
}

function named({ name, email }: { readonly name: string; readonly email: string }) {
  return { name: plain(name), email };
}

/** Without signs that steer: a file's lines are its own. A description's line breaks are escaped. */
function plain(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]|[\p{Zl}\p{Zp}]/gu, " ");
}
