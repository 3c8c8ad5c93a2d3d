import type { SegmentKind } from "@salon/contracts";
import type { Db } from "@salon/db";
import { allocations, bookingItems, bookings, salons, timeOff } from "@salon/db/schema";
import { and, between, eq, inArray, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { PolicyRow, SalonRow } from "../salon/index.ts";

type HoursRow = { opensMinute: number; closesMinute: number };
type ScheduleRow = {
  effectiveFrom: string | null;
  effectiveTo: string | null;
  mayPassSalonHours: boolean;
  weekly: (HoursRow & { weekday: number })[];
};
type OverrideRow = { date: string; hours: HoursRow[] };
type NeedRow = { segment: number | null; resourceTypeId: string; quantity: number };

export type VariantRow = {
  id: string;
  name: string;
  serviceId: string;
  serviceName: string;
  priceType: "fixed" | "from" | "free" | "on_request";
  priceMinor: number | null;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  archived: boolean;
  onlineBookable: boolean;
  segments: { kind: SegmentKind; minutes: number }[];
  needs: NeedRow[];
};

export type StaffRow = {
  id: string;
  name: string;
  userId: string | null;
  calendarId: number;
  position: number;
  bookable: boolean;
  schedules: ScheduleRow[];
  overrides: OverrideRow[];
  offers: { variantId: string; priceMinor: number | null; segmentMinutes: number[] | null }[];
};

export type ResourceRow = { id: string; resourceTypeId: string; calendarId: number; position: number };
export type AddOnRow = {
  id: string;
  name: string;
  minutes: number;
  priceMinor: number;
  serviceIds: string[];
};

/** What a salon says about some of its variants: all that availability needs but what is taken. */
export type Rules = {
  policy: PolicyRow;
  schedules: ScheduleRow[];
  overrides: OverrideRow[];
  variants: VariantRow[];
  staff: StaffRow[];
  resources: ResourceRow[];
  addOns: AddOnRow[];
};

export type RulesQuery = {
  readonly variantIds: readonly string[];
  readonly addOnIds: readonly string[];
  /** Those of the variants that anybody may do. */
  readonly anybodysVariantIds: readonly string[];
  /** Asked for by name: read even if they offer none of the variants. */
  readonly staffIds: readonly string[];
  /** Needed beside those that the variants need today. */
  readonly resourceTypeIds: readonly string[];
  readonly from: string;
  readonly to: string;
};

/** One statement: the rules as one JSON document. */
export async function loadRules(
  db: Db,
  { businessId, id }: Pick<SalonRow, "businessId" | "id">,
  query: RulesQuery,
): Promise<Rules> {
  const variantIds = sql`${uuids(query.variantIds)}::uuid[]`;
  const schedulesOf = (staffId: ReturnType<typeof sql>) => sql`(
    select coalesce(json_agg(json_build_object(
      'effectiveFrom', c.effective_from, 'effectiveTo', c.effective_to, 'mayPassSalonHours', c.may_pass_salon_hours,
      'weekly', (
        select coalesce(json_agg(json_build_object('weekday', h.weekday, 'opensMinute', h.opens_minute, 'closesMinute', h.closes_minute)), '[]')
        from schedule_hours h where h.business_id = c.business_id and h.schedule_id = c.id))), '[]')
    from schedules c
    where c.business_id = ${businessId} and c.salon_id = ${id} and c.staff_id is not distinct from ${staffId}
      and coalesce(c.effective_to, 'infinity') >= ${query.from}::date and coalesce(c.effective_from, '-infinity') <= ${query.to}::date)`;
  const overridesOf = (staffId: ReturnType<typeof sql>) => sql`(
    select coalesce(json_agg(json_build_object('date', d.date, 'hours', d.hours)), '[]')
    from schedule_overrides d
    where d.business_id = ${businessId} and d.salon_id = ${id} and d.staff_id is not distinct from ${staffId}
      and d.date between ${query.from}::date and ${query.to}::date)`;

  const rules = sql<Rules>`json_build_object(
      'policy', (
        select json_build_object(
          'version', p.version, 'slotStepMinutes', p.slot_step_minutes, 'leadTimeMinutes', p.lead_time_minutes,
          'horizonDays', p.horizon_days, 'cancelWindowMinutes', p.cancel_window_minutes,
          'rescheduleWindowMinutes', p.reschedule_window_minutes, 'holdMinutes', p.hold_minutes,
          'requiresApproval', p.requires_approval, 'approvalMinutes', p.approval_minutes, 'lateCancel', p.late_cancel,
          'maxBookingsPerStaffPerDay', p.max_bookings_per_staff_per_day)
        from booking_policies p
        where p.business_id = ${businessId} and p.salon_id = ${id} order by p.version desc limit 1),
      'schedules', ${schedulesOf(sql`null::uuid`)},
      'overrides', ${overridesOf(sql`null::uuid`)},
      'variants', (
        select coalesce(json_agg(json_build_object(
          'id', v.id, 'name', v.name, 'serviceId', s.id, 'serviceName', s.name, 'priceType', v.price_type, 'priceMinor', v.price_minor,
          'bufferBeforeMinutes', v.buffer_before_minutes, 'bufferAfterMinutes', v.buffer_after_minutes,
          'archived', v.archived_at is not null or s.archived_at is not null, 'onlineBookable', s.online_bookable,
          'segments', (
            select json_agg(json_build_object('kind', g.kind, 'minutes', g.minutes) order by g.position)
            from service_segments g where g.business_id = v.business_id and g.variant_id = v.id),
          'needs', (
            select coalesce(json_agg(json_build_object('segment', r.segment, 'resourceTypeId', r.resource_type_id, 'quantity', r.quantity)), '[]')
            from variant_resources r where r.business_id = v.business_id and r.variant_id = v.id))), '[]')
        from service_variants v
        join services s on s.business_id = v.business_id and s.id = v.service_id and s.salon_id = ${id}
        where v.business_id = ${businessId} and v.id = any (${variantIds})),
      'staff', (
        select coalesce(json_agg(json_build_object(
          'id', f.id, 'name', f.name, 'userId', f.user_id, 'calendarId', f.calendar_id, 'position', f.position, 'bookable', f.bookable,
          'schedules', ${schedulesOf(sql`f.id`)},
          'overrides', ${overridesOf(sql`f.id`)},
          'offers', (
            select coalesce(json_agg(json_build_object(
              'variantId', o.variant_id, 'priceMinor', o.price_minor, 'segmentMinutes', o.segment_minutes)), '[]')
            from staff_services o
            where o.business_id = f.business_id and o.staff_id = f.id and o.variant_id = any (${variantIds})))), '[]')
        from staff f
        join staff_salons w on w.business_id = f.business_id and w.staff_id = f.id and w.salon_id = ${id}
        where f.business_id = ${businessId} and f.archived_at is null and (
          f.id = any (${uuids(query.staffIds)}::uuid[])
          or exists (
            select from staff_services o
            where o.business_id = f.business_id and o.staff_id = f.id
              and o.variant_id = any (${uuids(query.anybodysVariantIds)}::uuid[])))),
      'resources', (
        select coalesce(json_agg(json_build_object(
          'id', u.id, 'resourceTypeId', u.resource_type_id, 'calendarId', u.calendar_id, 'position', u.position)), '[]')
        from resources u
        where u.business_id = ${businessId} and u.salon_id = ${id} and u.archived_at is null and (
          u.resource_type_id = any (${uuids(query.resourceTypeIds)}::uuid[])
          or u.resource_type_id in (
            select r.resource_type_id from variant_resources r where r.business_id = ${businessId} and r.variant_id = any (${variantIds})))),
      'addOns', (
        select coalesce(json_agg(json_build_object(
          'id', a.id, 'name', a.name, 'minutes', a.minutes, 'priceMinor', a.price_minor,
          'serviceIds', array(
            select x.service_id from service_add_ons x where x.business_id = a.business_id and x.add_on_id = a.id))), '[]')
        from add_ons a
        where a.business_id = ${businessId} and a.salon_id = ${id} and a.archived_at is null
          and a.id = any (${uuids(query.addOnIds)}::uuid[]))
    )`;
  const [row] = await db
    .select({ rules })
    .from(salons)
    .where(and(eq(salons.businessId, businessId), eq(salons.id, id)));
  if (!row) throw new Error(`There is no salon ${id}`);
  return row.rules;
}

export type TakenRow = {
  calendarId: number;
  startMs: number;
  endMs: number;
  kind: "booking" | "hold" | "expired_hold" | "time_off";
  bookingId: string | null;
};

export type TakenQuery = {
  readonly calendarIds: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  /** The booking that is being moved does not stand in its own way. */
  readonly except: string | null;
};

/** What is taken of some calendars, ascending by start. */
export async function loadTaken(db: Db, businessId: number, query: TakenQuery): Promise<TakenRow[]> {
  const calendarIds = sql`${ints(query.calendarIds)}::int[]`;
  const range = sql`tstzrange(${timestampOf(query.fromMs)}, ${timestampOf(query.toMs)})`;
  const allocated = db
    .select({
      calendarId: allocations.calendarId,
      startMs: epochMs(sql`lower(${allocations.during})`).as("start_ms"),
      endMs: epochMs(sql`upper(${allocations.during})`).as("end_ms"),
      kind: sql<TakenRow["kind"]>`case
        when ${bookings.status} <> 'held' then 'booking'
        when ${bookings.holdExpiresAt} > ${timestampOf(query.nowMs)} then 'hold'
        else 'expired_hold' end`.as("kind"),
      bookingId: sql<string | null>`${allocations.bookingId}`.as("booking_id"),
    })
    .from(allocations)
    .innerJoin(
      bookings,
      and(eq(bookings.businessId, allocations.businessId), eq(bookings.id, allocations.bookingId)),
    )
    .where(
      and(
        eq(allocations.businessId, businessId),
        sql`${allocations.calendarId} = any (${calendarIds})`,
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
    .where(
      and(
        eq(timeOff.businessId, businessId),
        sql`${timeOff.calendarId} = any (${calendarIds})`,
        sql`tstzrange(${timeOff.startsAt}, ${timeOff.endsAt}) && ${range}`,
      ),
    );
  return unionAll(allocated, off).orderBy(sql`start_ms`);
}

export type DailyCountRow = { staffId: string; date: string; bookings: number };

/** How many live bookings each of the staff has on each local date: read where the policy limits them. */
export async function countPerDay(
  db: Db,
  businessId: number,
  query: { staffIds: readonly string[]; from: string; to: string; nowMs: number; except: string | null },
): Promise<DailyCountRow[]> {
  return db
    .select({
      staffId: bookingItems.staffId,
      date: bookingItems.localDate,
      bookings: sql<number>`count(distinct ${bookingItems.bookingId})::int`,
    })
    .from(bookingItems)
    .innerJoin(
      bookings,
      and(eq(bookings.businessId, bookingItems.businessId), eq(bookings.id, bookingItems.bookingId)),
    )
    .where(
      and(
        eq(bookingItems.businessId, businessId),
        inArray(bookingItems.staffId, [...query.staffIds]),
        between(bookingItems.localDate, query.from, query.to),
        sql`${bookingItems.bookingId} is distinct from ${query.except}::uuid`,
        sql`(${bookings.status} in ('pending', 'confirmed', 'checked_in', 'in_service', 'completed', 'no_show')
          or (${bookings.status} = 'held' and ${bookings.holdExpiresAt} > ${timestampOf(query.nowMs)}))`,
      ),
    )
    .groupBy(bookingItems.staffId, bookingItems.localDate);
}

function timestampOf(ms: number) {
  return sql`to_timestamp(${ms}::float8 / 1000)`;
}

function epochMs(timestamp: ReturnType<typeof sql>) {
  return sql<number>`floor(extract(epoch from ${timestamp}) * 1000)::float8`;
}

/** Array literals: a bound JavaScript array would become a list of parameters. */
function uuids(ids: readonly string[]): string {
  return `{${ids.join(",")}}`;
}

function ints(ids: readonly number[]): string {
  return `{${ids.join(",")}}`;
}
