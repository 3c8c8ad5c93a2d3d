import type { Db, Tx } from "@salon/db";
import { salons, scheduleHours, scheduleOverrides, schedules, staff, staffSalons } from "@salon/db/schema";
import type { Hours, Schedule, WorkingHours } from "@salon/scheduling";
import { and, asc, between, eq, gt, gte, inArray, isNull, lte, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { newId } from "../ids.ts";
import type { HoursOwner } from "./index.ts";
import type { DateRange, HoursRules } from "./rules.ts";

type SalonKey = { readonly businessId: number; readonly id: string };
export type OverrideRow = typeof scheduleOverrides.$inferSelect;

/** Of those of the ids that work in the salon. */
export async function findHoursVersions(
  db: Db,
  { businessId, id }: SalonKey,
  staffIds: readonly string[],
): Promise<{ staffId: string; hoursVersion: number }[]> {
  return db
    .select({ staffId: staffSalons.staffId, hoursVersion: staffSalons.hoursVersion })
    .from(staffSalons)
    .innerJoin(staff, and(eq(staff.businessId, staffSalons.businessId), eq(staff.id, staffSalons.staffId)))
    .where(
      and(
        eq(staffSalons.businessId, businessId),
        eq(staffSalons.salonId, id),
        inArray(staffSalons.staffId, [...staffIds]),
        isNull(staff.archivedAt),
      ),
    );
}

export async function findSchedules(db: Db, owner: HoursOwner): Promise<Schedule[]> {
  return selectSchedules(db)
    .where(isOf(schedules, owner))
    .orderBy(...inOrder);
}

/** Those of a salon and of all its staff. */
export async function findSchedulesIn(db: Db, { businessId, id }: SalonKey) {
  return selectSchedules(db)
    .where(and(eq(schedules.businessId, businessId), eq(schedules.salonId, id)))
    .orderBy(...inOrder);
}

/** The days of a salon and of all its staff that are unlike others, of these dates. */
export async function findOverridesOn(
  db: Db,
  { businessId, id }: SalonKey,
  dates: readonly string[],
): Promise<OverrideRow[]> {
  return db
    .select()
    .from(scheduleOverrides)
    .where(
      and(
        eq(scheduleOverrides.businessId, businessId),
        eq(scheduleOverrides.salonId, id),
        inArray(scheduleOverrides.date, [...dates]),
      ),
    );
}

/** The rules of a salon and of all its staff that matter on some dates. */
export async function loadHoursRules(
  db: Db,
  { businessId, id, timeZone }: SalonKey & { readonly timeZone: string },
  { from, to }: DateRange,
): Promise<HoursRules> {
  const weekly = await findSchedulesIn(db, { businessId, id });
  const dated = await db
    .select()
    .from(scheduleOverrides)
    .where(
      and(
        eq(scheduleOverrides.businessId, businessId),
        eq(scheduleOverrides.salonId, id),
        between(scheduleOverrides.date, from, to),
      ),
    );
  const rulesOf = (staffId: string | null): WorkingHours => ({
    schedules: weekly.filter((schedule) => schedule.staffId === staffId),
    overrides: new Map(
      dated.filter((day) => day.staffId === staffId).map(({ date, hours }) => [date, hours]),
    ),
  });
  const staffIds = new Set([...weekly, ...dated].flatMap(({ staffId }) => staffId ?? []));
  const ownRules = [...staffIds].map((staffId) => {
    const own = rulesOf(staffId);
    return [staffId, { ...own, schedules: own.schedules.length > 0 ? own.schedules : null }] as const;
  });
  return { timeZone, salon: rulesOf(null), staff: new Map(ownRules) };
}

export async function replaceSchedules(
  tx: Tx,
  owner: HoursOwner,
  next: readonly Schedule[],
): Promise<number> {
  const { businessId, salonId, staffId } = owner;
  const former = tx.select({ id: schedules.id }).from(schedules).where(isOf(schedules, owner));
  await tx
    .delete(scheduleHours)
    .where(and(eq(scheduleHours.businessId, businessId), sql`${scheduleHours.scheduleId} in ${former}`));
  await tx.delete(schedules).where(isOf(schedules, owner));
  const rows = next.map(({ weekly, ...schedule }) => ({ id: newId(), ...schedule, weekly }));
  if (rows.length > 0) {
    await tx
      .insert(schedules)
      .values(rows.map(({ weekly: _, ...row }) => ({ ...row, businessId, salonId, staffId })));
  }
  const hours = rows.flatMap(({ id, weekly }) =>
    weekly.map((day) => ({ ...day, businessId, id: newId(), scheduleId: id })),
  );
  if (hours.length > 0) await tx.insert(scheduleHours).values(hours);
  return raiseHoursVersion(tx, owner);
}

/** Calendars of those whose bookings a change of these hours may hit. */
export async function findCalendars(db: Db, { businessId, salonId, staffId }: HoursOwner): Promise<number[]> {
  const rows = await db
    .select({ calendarId: staff.calendarId })
    .from(staffSalons)
    .innerJoin(staff, and(eq(staff.businessId, staffSalons.businessId), eq(staff.id, staffSalons.staffId)))
    .where(
      and(
        eq(staffSalons.businessId, businessId),
        eq(staffSalons.salonId, salonId),
        staffId === null ? undefined : eq(staffSalons.staffId, staffId),
      ),
    );
  return rows.map(({ calendarId }) => calendarId);
}

export async function findOverride(
  db: Db,
  owner: HoursOwner,
  date: string,
): Promise<OverrideRow | undefined> {
  const [found] = await db
    .select()
    .from(scheduleOverrides)
    .where(and(isOf(scheduleOverrides, owner), eq(scheduleOverrides.date, date)));
  return found;
}

type OverridesWanted = {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
};

/** Ascending by date, one more than asked for. */
export async function findOverrides(
  db: Db,
  owner: HoursOwner,
  { from, to, after, limit }: OverridesWanted,
): Promise<OverrideRow[]> {
  const { date } = scheduleOverrides;
  return db
    .select()
    .from(scheduleOverrides)
    .where(
      and(
        isOf(scheduleOverrides, owner),
        from === undefined ? undefined : gte(date, from),
        to === undefined ? undefined : lte(date, to),
        after === undefined ? undefined : gt(date, after),
      ),
    )
    .orderBy(asc(date))
    .limit(limit + 1);
}

export async function saveOverride(
  tx: Tx,
  { businessId, salonId, staffId }: HoursOwner,
  former: OverrideRow | undefined,
  day: { readonly date: string; readonly hours: readonly Hours[] },
): Promise<OverrideRow> {
  const hours = [...day.hours];
  const [saved] = former
    ? await tx
        .update(scheduleOverrides)
        .set({ hours, version: former.version + 1, updatedAt: sql`now()` })
        .where(and(eq(scheduleOverrides.businessId, businessId), eq(scheduleOverrides.id, former.id)))
        .returning()
    : await tx
        .insert(scheduleOverrides)
        .values({ businessId, id: newId(), salonId, staffId, date: day.date, hours })
        .returning();
  if (!saved) throw new Error("RETURNING gave no row");
  return saved;
}

export async function deleteOverride(tx: Tx, { businessId, id }: OverrideRow): Promise<void> {
  await tx
    .delete(scheduleOverrides)
    .where(and(eq(scheduleOverrides.businessId, businessId), eq(scheduleOverrides.id, id)));
}

async function raiseHoursVersion(tx: Tx, { businessId, salonId, staffId }: HoursOwner): Promise<number> {
  const [raised] =
    staffId === null
      ? await tx
          .update(salons)
          .set({ hoursVersion: sql`${salons.hoursVersion} + 1` })
          .where(and(eq(salons.businessId, businessId), eq(salons.id, salonId)))
          .returning({ version: salons.hoursVersion })
      : await tx
          .update(staffSalons)
          .set({ hoursVersion: sql`${staffSalons.hoursVersion} + 1` })
          .where(
            and(
              eq(staffSalons.businessId, businessId),
              eq(staffSalons.salonId, salonId),
              eq(staffSalons.staffId, staffId),
            ),
          )
          .returning({ version: staffSalons.hoursVersion });
  if (!raised) throw new Error("UPDATE … RETURNING gave no row");
  return raised.version;
}

function selectSchedules(db: Db) {
  return db
    .select({
      staffId: schedules.staffId,
      effectiveFrom: schedules.effectiveFrom,
      effectiveTo: schedules.effectiveTo,
      mayPassSalonHours: schedules.mayPassSalonHours,
      weekly: sql<(Hours & { weekday: number })[]>`(
        select coalesce(json_agg(
          json_build_object('weekday', h.weekday, 'opensMinute', h.opens_minute, 'closesMinute', h.closes_minute)
          order by h.weekday, h.opens_minute, h.closes_minute), '[]')
        from schedule_hours h
        where h.business_id = schedules.business_id and h.schedule_id = schedules.id)`,
    })
    .from(schedules)
    .$dynamic();
}

const inOrder = [
  sql`${schedules.effectiveFrom} nulls first`,
  sql`${schedules.effectiveTo} nulls last`,
  asc(schedules.id),
];

type OwnedTable = { readonly businessId: PgColumn; readonly salonId: PgColumn; readonly staffId: PgColumn };

function isOf(table: OwnedTable, { businessId, salonId, staffId }: HoursOwner) {
  return and(
    eq(table.businessId, businessId),
    eq(table.salonId, salonId),
    staffId === null ? isNull(table.staffId) : eq(table.staffId, staffId),
  );
}
