import type { Tx } from "@salon/db";
import { calendars } from "@salon/db/schema";
import { and, asc, eq, inArray, sql } from "drizzle-orm";

export type CalendarKind = (typeof calendars.kind.enumValues)[number];

/** A new calendar: somebody or something that can be in only one place at a time. */
export async function insertCalendar(tx: Tx, businessId: number, kind: CalendarKind): Promise<number> {
  const [calendar] = await tx.insert(calendars).values({ businessId, kind }).returning({ id: calendars.id });
  if (!calendar) throw new Error("INSERT … RETURNING gave no row");
  return calendar.id;
}

/** The same as part of the statement that makes what it belongs to. */
export function calendarToMake(tx: Tx, businessId: number, kind: CalendarKind) {
  return tx
    .$with("calendar")
    .as(tx.insert(calendars).values({ businessId, kind }).returning({ id: calendars.id }));
}

/** Locks calendars in ascending order, as every writer of allocations and time off does: none waits in a circle. */
export async function lockCalendars(tx: Tx, businessId: number, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .select({ id: calendars.id })
    .from(calendars)
    .where(and(eq(calendars.businessId, businessId), inArray(calendars.id, [...ids])))
    .orderBy(asc(calendars.id))
    .for("no key update");
}

type Salon = { readonly businessId: number; readonly id: string; readonly testNow: Date | null };

/** Whether live bookings of this salon, or holds that have not expired, take time of the calendar from now on. */
export async function isBookedAhead(
  tx: Tx,
  { businessId, id, testNow }: Salon,
  calendarId: number,
): Promise<boolean> {
  const now = testNow ? sql`${testNow.toISOString()}::timestamptz` : sql`clock_timestamp()`;
  const [ahead] = await tx.execute<{ booked: boolean }>(sql`
    select exists (
      select from allocations a
        join bookings b on b.business_id = a.business_id and b.id = a.booking_id
      where a.business_id = ${businessId} and a.calendar_id = ${calendarId} and upper(a.during) > ${now}
        and b.salon_id = ${id}
        and (b.status in ('pending', 'confirmed', 'checked_in', 'in_service')
          or (b.status = 'held' and b.hold_expires_at > ${now}))) as booked`);
  return ahead?.booked ?? false;
}
