import type { Tx } from "@salon/db";
import { calendars } from "@salon/db/schema";
import { and, asc, eq, inArray } from "drizzle-orm";

export type CalendarKind = (typeof calendars.kind.enumValues)[number];

/** A new calendar: somebody or something that can be in only one place at a time. */
export async function insertCalendar(tx: Tx, businessId: number, kind: CalendarKind): Promise<number> {
  const [calendar] = await tx.insert(calendars).values({ businessId, kind }).returning({ id: calendars.id });
  if (!calendar) throw new Error("INSERT … RETURNING gave no row");
  return calendar.id;
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
