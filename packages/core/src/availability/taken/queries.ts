import { arrayOf, keysOf } from "@salon/db";
import type { Db } from "@salon/db";
import type { Interval } from "@salon/scheduling";
import { allocations, bookingItems, bookings, timeOff } from "@salon/db/schema";
import { and, between, eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";

export type TakenRow = {
  calendarId: number;
  startMs: number;
  endMs: number;
  kind: "booking" | "hold" | "expired_hold" | "time_off";
  bookingId: string | null;
};

/** A calendar or a staff member, with the business whose it is. */
export type Keyed<Id> = { readonly businessId: number; readonly id: Id };

export type TakenQuery = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  /** The booking that is being moved does not stand in its own way. */
  readonly except: string | null;
};

/** What is taken of some calendars of a business, ascending by start. */
export async function loadTaken(
  db: Db,
  { businessId, calendarIds }: { readonly businessId: number; readonly calendarIds: readonly number[] },
  query: TakenQuery,
): Promise<TakenRow[]> {
  return takenOf(db, within(query), (of) =>
    and(
      eq(of.businessId, businessId),
      sql`${of.calendarId} = any (${unseen(sql`${arrayOf(calendarIds)}::int[]`)}::int[])`,
    ),
  );
}

/** The same within several spans of time. */
export async function loadTakenDuring(
  db: Db,
  { businessId, calendarIds }: { readonly businessId: number; readonly calendarIds: readonly number[] },
  { spans, nowMs }: { readonly spans: readonly Interval[]; readonly nowMs: number },
): Promise<TakenRow[]> {
  const ranges = spans.map(
    ({ start, end }) => `[${new Date(start).toISOString()},${new Date(end).toISOString()})`,
  );
  return takenOf(db, { during: sql`${`{${ranges.join(",")}}`}::tstzmultirange`, nowMs, except: null }, (of) =>
    and(
      eq(of.businessId, businessId),
      sql`${of.calendarId} = any (${unseen(sql`${arrayOf(calendarIds)}::int[]`)}::int[])`,
    ),
  );
}

/** The same of calendars of several businesses. */
export async function loadTakenOfEach(
  db: Db,
  calendars: readonly Keyed<number>[],
  query: TakenQuery,
): Promise<TakenRow[]> {
  return takenOf(
    db,
    within(query),
    (of) => sql`(${of.businessId}, ${of.calendarId}) in (${keysOf(calendars, sql`int[]`)})`,
  );
}

type OfCalendar = Pick<typeof allocations | typeof timeOff, "businessId" | "calendarId">;

type Taking = Pick<TakenQuery, "nowMs" | "except"> & { readonly during: SQL };

function within({ fromMs, toMs, ...query }: TakenQuery): Taking {
  return { ...query, during: sql`tstzrange(${timestampOf(fromMs)}, ${timestampOf(toMs)})` };
}

function takenOf(db: Db, query: Taking, isWanted: (of: OfCalendar) => SQL | undefined) {
  const range = unseen(query.during);
  const allocated = db
    .select({
      calendarId: allocations.calendarId,
      startMs: epochMs(sql`lower(${allocations.during})`).as("start_ms"),
      endMs: epochMs(sql`upper(${allocations.during})`).as("end_ms"),
      kind: sql<TakenRow["kind"]>`case
        when ${bookings.id} is null then 'booking'
        when ${bookings.holdExpiresAt} > ${timestampOf(query.nowMs)} then 'hold'
        else 'expired_hold' end`.as("kind"),
      bookingId: sql<string | null>`${allocations.bookingId}`.as("booking_id"),
    })
    .from(allocations)
    // Few are held, and found by an index of theirs: the others need not be looked at.
    .leftJoin(
      bookings,
      and(
        eq(bookings.businessId, allocations.businessId),
        eq(bookings.id, allocations.bookingId),
        eq(bookings.status, sql`'held'`),
      ),
    )
    .where(
      and(
        isWanted(allocations),
        sql`${allocations.during} && ${range}`,
        sql`${allocations.bookingId} is distinct from ${query.except}::uuid`,
      ),
    );
  const off = db
    .select({
      calendarId: timeOff.calendarId,
      startMs: epochMs(sql`${timeOff.startsAt}`).as("start_ms"),
      endMs: epochMs(sql`${timeOff.endsAt}`).as("end_ms"),
      kind: sql<TakenRow["kind"]>`'time_off'`.as("kind"),
      bookingId: sql<string | null>`null::uuid`.as("booking_id"),
    })
    .from(timeOff)
    .where(and(isWanted(timeOff), sql`tstzrange(${timeOff.startsAt}, ${timeOff.endsAt}) && ${range}`));
  return unionAll(allocated, off).orderBy(sql`start_ms`);
}

export type DailyCountRow = { staffId: string; date: string; bookings: number };

/** How many live bookings each of the staff has on each local date: read where the policy limits them. */
export async function countPerDay(
  db: Db,
  staff: readonly Keyed<string>[],
  query: { from: string; to: string; nowMs: number; except: string | null },
): Promise<DailyCountRow[]> {
  return countWhere(
    db,
    staff,
    query.nowMs,
    and(
      between(bookingItems.localDate, query.from, query.to),
      sql`${bookingItems.bookingId} is distinct from ${query.except}::uuid`,
    ),
  );
}

/** The same on single dates, but for some bookings. */
export async function countOnDates(
  db: Db,
  staff: readonly Keyed<string>[],
  query: { dates: readonly string[]; nowMs: number; except: readonly string[] },
): Promise<DailyCountRow[]> {
  return countWhere(
    db,
    staff,
    query.nowMs,
    and(
      sql`${bookingItems.localDate} = any (${arrayOf(query.dates)}::date[])`,
      sql`${bookingItems.bookingId} <> all (${arrayOf(query.except)}::uuid[])`,
    ),
  );
}

/** Items are gathered first, by their own index: a planner that knows nothing of them yet would else go the long way round. */
async function countWhere(
  db: Db,
  staff: readonly Keyed<string>[],
  nowMs: number,
  isWanted: SQL | undefined,
): Promise<DailyCountRow[]> {
  return db.execute<DailyCountRow>(sql`
    with done as materialized (
      select ${bookingItems.businessId}, ${bookingItems.bookingId}, ${bookingItems.staffId}, ${bookingItems.localDate}
      from ${bookingItems}
      where (${bookingItems.businessId}, ${bookingItems.staffId}) in (${keysOf(staff, sql`uuid[]`)}) and ${isWanted})
    select d.staff_id as "staffId", d.local_date::text as date, count(distinct d.booking_id)::int as bookings
    from done d join bookings b on b.business_id = d.business_id and b.id = d.booking_id
    where b.status in ('pending', 'confirmed', 'checked_in', 'in_service', 'completed', 'no_show')
      or (b.status = 'held' and b.hold_expires_at > ${timestampOf(nowMs)})
    group by d.staff_id, d.local_date`);
}

/** Hidden from the planner, which would otherwise plan every question anew: the plan for any is as good. */
function unseen(value: SQL): SQL {
  return sql`(select ${value})`;
}

function timestampOf(ms: number) {
  return sql`to_timestamp(${ms}::float8 / 1000)`;
}

/** Whole milliseconds, as they are stored: rounding mends what floating point lost. */
function epochMs(timestamp: SQL): SQL<number> {
  return sql<number>`round(date_part('epoch', ${timestamp}) * 1000)`;
}
