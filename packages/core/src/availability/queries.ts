import type { SegmentKind } from "@salon/contracts";
import { arrayOf } from "@salon/db";
import type { Db } from "@salon/db";
import { salons, services, serviceVariants } from "@salon/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
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
  /** By the database's clock. */
  readAtMs: number;
  /** Of the salon, read with its rules: an admin may have suspended it since it was found, or its owner moved it. */
  status: SalonRow["status"];
  timeZone: string;
  currency: string;
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
  salon: Pick<SalonRow, "businessId" | "id">,
  query: RulesQuery,
): Promise<Rules> {
  const [row] = await db
    .select({ rules: rulesOf(salon, query) })
    .from(salons)
    .where(and(eq(salons.businessId, salon.businessId), eq(salons.id, salon.id)));
  if (!row) throw new Error(`There is no salon ${salon.id}`);
  return row.rules;
}

/** The same for several salons. */
export async function loadRulesOfEach(
  db: Db,
  salonIds: readonly string[],
  query: RulesQuery,
): Promise<{ salonId: string; rules: Rules }[]> {
  return db
    .select({ salonId: salons.id, rules: rulesOf(EACH_SALON, query) })
    .from(salons)
    .where(isAmong(salonIds));
}

export type HoursOfSalon = { salonId: string } & Pick<Rules, "schedules" | "overrides">;

/** The opening hours of several salons, for these dates. */
export async function loadHoursOfEach(
  db: Db,
  salonIds: readonly string[],
  range: Dates,
): Promise<HoursOfSalon[]> {
  const { schedules, overrides } = hoursOf(EACH_SALON, null, range);
  return db.select({ salonId: salons.id, schedules, overrides }).from(salons).where(isAmong(salonIds));
}

/** What of several salons' menus can be booked online. */
export async function findBookableVariantIds(db: Db, salonIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .select({ id: serviceVariants.id })
    .from(serviceVariants)
    .innerJoin(
      services,
      and(eq(services.businessId, serviceVariants.businessId), eq(services.id, serviceVariants.serviceId)),
    )
    .innerJoin(salons, and(eq(salons.businessId, services.businessId), eq(salons.id, services.salonId)))
    .where(
      and(
        isAmong(salonIds),
        eq(services.onlineBookable, true),
        isNull(services.archivedAt),
        isNull(serviceVariants.archivedAt),
      ),
    );
  return rows.map(({ id }) => id);
}

function isAmong(salonIds: readonly string[]): SQL {
  return sql`${salons.id} = any (${arrayOf(salonIds)}::uuid[])`;
}

type Dates = { readonly from: string; readonly to: string };
type OfSalon = { readonly businessId: number | SQL; readonly id: string | SQL };

/** The salon of each row of a statement. */
const EACH_SALON: OfSalon = { businessId: sql`salons.business_id`, id: sql`salons.id` };

/** Weekly rules and overrides of a salon, or of one of its staff. */
function hoursOf(of: OfSalon, staffId: SQL | null, { from, to }: Dates) {
  const isTheirs = sql`is not distinct from ${staffId ?? sql`null::uuid`}`;
  const schedules = sql<Rules["schedules"]>`(
    select coalesce(json_agg(json_build_object(
      'effectiveFrom', c.effective_from, 'effectiveTo', c.effective_to, 'mayPassSalonHours', c.may_pass_salon_hours,
      'weekly', (
        select coalesce(json_agg(json_build_object('weekday', h.weekday, 'opensMinute', h.opens_minute, 'closesMinute', h.closes_minute)), '[]')
        from schedule_hours h where h.business_id = c.business_id and h.schedule_id = c.id))), '[]')
    from schedules c
    where c.business_id = ${of.businessId} and c.salon_id = ${of.id} and c.staff_id ${isTheirs}
      and coalesce(c.effective_to, 'infinity') >= ${from}::date and coalesce(c.effective_from, '-infinity') <= ${to}::date)`;
  const overrides = sql<Rules["overrides"]>`(
    select coalesce(json_agg(json_build_object('date', d.date, 'hours', d.hours)), '[]')
    from schedule_overrides d
    where d.business_id = ${of.businessId} and d.salon_id = ${of.id} and d.staff_id ${isTheirs}
      and d.date between ${from}::date and ${to}::date)`;
  return { schedules, overrides };
}

function rulesOf(of: OfSalon, query: RulesQuery): SQL<Rules> {
  const variantIds = sql`${arrayOf(query.variantIds)}::uuid[]`;
  const hours = hoursOf(of, null, query);
  const staffHours = hoursOf(of, sql`f.id`, query);
  return sql<Rules>`json_build_object(
      'readAtMs', floor(extract(epoch from clock_timestamp()) * 1000),
      'status', salons.status, 'timeZone', salons.time_zone, 'currency', salons.currency,
      'policy', (
        select json_build_object(
          'version', p.version, 'slotStepMinutes', p.slot_step_minutes, 'leadTimeMinutes', p.lead_time_minutes,
          'horizonDays', p.horizon_days, 'cancelWindowMinutes', p.cancel_window_minutes,
          'rescheduleWindowMinutes', p.reschedule_window_minutes, 'holdMinutes', p.hold_minutes,
          'waitlistOfferMinutes', p.waitlist_offer_minutes,
          'requiresApproval', p.requires_approval, 'approvalMinutes', p.approval_minutes, 'lateCancel', p.late_cancel,
          'maxBookingsPerStaffPerDay', p.max_bookings_per_staff_per_day)
        from booking_policies p
        where p.business_id = ${of.businessId} and p.salon_id = ${of.id} order by p.version desc limit 1),
      'schedules', ${hours.schedules},
      'overrides', ${hours.overrides},
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
        join services s on s.business_id = v.business_id and s.id = v.service_id and s.salon_id = ${of.id}
        where v.business_id = ${of.businessId} and v.id = any (${variantIds})),
      'staff', (
        select coalesce(json_agg(json_build_object(
          'id', f.id, 'name', f.name, 'userId', f.user_id, 'calendarId', f.calendar_id, 'position', f.position, 'bookable', f.bookable,
          'schedules', ${staffHours.schedules},
          'overrides', ${staffHours.overrides},
          'offers', (
            select coalesce(json_agg(json_build_object(
              'variantId', o.variant_id, 'priceMinor', o.price_minor, 'segmentMinutes', o.segment_minutes)), '[]')
            from staff_services o
            where o.business_id = f.business_id and o.staff_id = f.id and o.variant_id = any (${variantIds})))), '[]')
        from staff f
        join staff_salons w on w.business_id = f.business_id and w.staff_id = f.id and w.salon_id = ${of.id}
        where f.business_id = ${of.businessId} and f.archived_at is null and (
          f.id = any (${arrayOf(query.staffIds)}::uuid[])
          or exists (
            select from staff_services o
            where o.business_id = f.business_id and o.staff_id = f.id
              and o.variant_id = any (${arrayOf(query.anybodysVariantIds)}::uuid[])))),
      'resources', (
        select coalesce(json_agg(json_build_object(
          'id', u.id, 'resourceTypeId', u.resource_type_id, 'calendarId', u.calendar_id, 'position', u.position)), '[]')
        from resources u
        where u.business_id = ${of.businessId} and u.salon_id = ${of.id} and u.archived_at is null and (
          u.resource_type_id = any (${arrayOf(query.resourceTypeIds)}::uuid[])
          or u.resource_type_id in (
            select r.resource_type_id from variant_resources r where r.business_id = ${of.businessId} and r.variant_id = any (${variantIds})))),
      'addOns', (
        select coalesce(json_agg(json_build_object(
          'id', a.id, 'name', a.name, 'minutes', a.minutes, 'priceMinor', a.price_minor,
          'serviceIds', array(
            select x.service_id from service_add_ons x where x.business_id = a.business_id and x.add_on_id = a.id))), '[]')
        from add_ons a
        where a.business_id = ${of.businessId} and a.salon_id = ${of.id} and a.archived_at is null
          and a.id = any (${arrayOf(query.addOnIds)}::uuid[]))
    )`;
}
