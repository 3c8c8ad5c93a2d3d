import { hashSessionToken } from "@salon/core";
import type { Sql } from "postgres";

/** The first salon of a filled database: ten people cut and ten colour; the ten who cut have all the appointments. */
export type FilledSalon = {
  readonly businessId: number;
  readonly salonId: string;
  readonly slug: string;
  readonly cutId: string;
  readonly cutters: readonly { readonly id: string; readonly calendarId: number }[];
  /** Of somebody who signed in. */
  readonly token: string;
  /** Of a program of the salon. */
  readonly apiKey: string;
};

/** A salon's own share of the appointments: where there are more, they are other salons'. */
const APPOINTMENTS_OF_ONE = 100_000;
/** The last of them lie so far ahead; days after that are free. */
export const BUSY_DAYS_AHEAD = 31;

/** As a superuser, for whom references need not be checked row by row. */
export async function fill(admin: Sql, appointments: number): Promise<FilledSalon> {
  const salons = Math.ceil(appointments / APPOINTMENTS_OF_ONE);
  await admin.unsafe(fillSql(salons, Math.round(appointments / salons / 10)));
  await admin.unsafe("vacuum analyze");
  const [salon] = await admin<Omit<FilledSalon, "cutters" | "token" | "apiKey">[]>`
    select s.business_id as "businessId", s.id as "salonId", s.slug, v.id as "cutId"
    from salons s join service_variants v on v.business_id = s.business_id
    where s.slug = 'salon-1' and v.name = 'Cut'`;
  if (!salon) throw new Error("The filled database has no salon");
  const cutters = await admin<FilledSalon["cutters"][number][]>`
    select f.id, f.calendar_id as "calendarId"
    from staff f join staff_services o on o.business_id = f.business_id and o.staff_id = f.id
    where f.business_id = ${salon.businessId} and o.variant_id = ${salon.cutId} order by f.position`;
  return { ...salon, cutters: [...cutters], token: TOKEN, apiKey: API_KEY };
}

const TOKEN = "TheTokenOfAliceWhoIsSignedIn0000";
/** Random bytes that are all zero, with their checksum. */
const API_KEY = "sk_live_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAx2JEF";

/** Eight appointments a day of half an hour and ten minutes after it, in salons open from eight to seven. */
function fillSql(salons: number, appointmentsOfEach: number): string {
  return `
set session_replication_role = replica;
set synchronous_commit = off;
insert into categories (slug, name, position) select 'kind-' || n, 'Kind ' || n, n from generate_series(1, 20) n;
insert into users (id, name, email, email_verified) values (gen_random_uuid(), 'Alice', 'alice@example.com', true);
insert into sessions (id, user_id, token, expires_at) select gen_random_uuid(), id, '${hashSessionToken(TOKEN)}', now() + interval '1 day' from users;
insert into businesses (public_id) select gen_random_uuid() from generate_series(1, ${salons});
insert into salons (business_id, id, slug, name, about, status, time_zone, currency, locale, address_line1, city,
    postal_code, country, latitude, longitude, rating_sum, rating_count)
  select id, gen_random_uuid(), 'salon-' || id, 'Salon ' || id, 'Cuts and colours in the middle of the city.', 'published',
    'Europe/Berlin', 'EUR', 'de', 'Torstraße ' || id, 'Berlin', '10119', 'DE', 52.5, 13.4, 40, 10
  from businesses;
insert into api_keys (business_id, id, salon_id, name, prefix, hash, scopes, created_by, last_used_at)
  select s.business_id, gen_random_uuid(), s.id, 'Till', 'sk_live_', sha256('${API_KEY}'), '{salon:read}', u.id, now() + interval '1 day'
  from salons s, users u where s.slug = 'salon-1';
insert into salon_categories (business_id, salon_id, category) select business_id, id, 'kind-1' from salons;
insert into booking_policies (business_id, salon_id, version, slot_step_minutes, lead_time_minutes, horizon_days,
    cancel_window_minutes, reschedule_window_minutes, hold_minutes, requires_approval, approval_minutes, late_cancel)
  select business_id, id, 1, 15, 60, 730, 1440, 1440, 10, false, 60, 'allow' from salons;
insert into schedules (business_id, id, salon_id) select business_id, gen_random_uuid(), id from salons;
insert into schedule_hours (business_id, id, schedule_id, weekday, opens_minute, closes_minute)
  select business_id, gen_random_uuid(), id, weekday, 480, 1140 from schedules, generate_series(1, 7) weekday;
insert into services (business_id, id, salon_id, name) select business_id, gen_random_uuid(), id, 'Hair' from salons;
insert into service_variants (business_id, id, service_id, name, position, price_type, price_minor, buffer_after_minutes)
  select business_id, gen_random_uuid(), id, kind, 0, 'fixed', 4500, 10 from services, unnest('{Cut,Colour}'::text[]) kind;
insert into service_segments (business_id, variant_id, position, kind, minutes)
  select business_id, id, 0, 'active', 30 from service_variants;
insert into calendars (business_id, kind)
  select id, kind::calendar_kind from businesses, unnest('{staff,client}'::text[]) kind, generate_series(1, 20) order by id, kind;
insert into staff (business_id, id, calendar_id, name, title, position)
  select business_id, gen_random_uuid(), id, 'Person ' || id, 'Stylist', row_number() over (partition by business_id order by id)
  from calendars where kind = 'staff';
insert into staff_salons (business_id, salon_id, staff_id) select f.business_id, s.id, f.id from staff f join salons s using (business_id);
insert into staff_services (business_id, staff_id, variant_id)
  select f.business_id, f.id, v.id
  from staff f join service_variants v on v.business_id = f.business_id and v.name = case when f.position <= 10 then 'Cut' else 'Colour' end;
insert into clients (business_id, id, calendar_id, name, email)
  select business_id, gen_random_uuid(), id, 'Client ' || id, 'client' || id || '@example.com' from calendars where kind = 'client';
create temporary table pairs as
  select f.business_id, f.id as staff_id, f.calendar_id, c.id as client_id, c.calendar_id as client_calendar_id, v.id as variant_id
  from staff f
  join (select *, row_number() over (partition by business_id order by calendar_id) as position from clients) c
    on c.business_id = f.business_id and c.position = f.position
  join service_variants v on v.business_id = f.business_id and v.name = 'Cut'
  where f.position <= 10;
create temporary table visits as
  select pairs.*, gen_random_uuid() as id,
    (current_date + ${BUSY_DAYS_AHEAD} - n / 8 + make_interval(mins => 525 + n % 8 * 75)) at time zone 'Europe/Berlin' as starts_at
  from pairs, generate_series(0, ${appointmentsOfEach} - 1) n;
insert into bookings (business_id, id, salon_id, client_id, status, starts_at, ends_at, local_start, time_zone, mode,
    max_wait_minutes, source, currency, policy_version)
  select x.business_id, x.id, s.id, x.client_id,
    (case when x.starts_at > now() then 'confirmed' else 'completed' end)::booking_status,
    x.starts_at, x.starts_at + interval '30 minutes', '', 'Europe/Berlin', 'sequence', 0, 'api', 'EUR', 1
  from visits x join salons s using (business_id);
insert into booking_items (business_id, id, booking_id, position, variant_id, staff_id, service_name, variant_name,
    staff_name, starts_at, ends_at, local_date, shape, add_ons, resource_ids, reason)
  select business_id, gen_random_uuid(), id, 0, variant_id, staff_id, 'Hair', 'Cut', 'Person', starts_at, starts_at + interval '30 minutes',
    (starts_at at time zone 'Europe/Berlin')::date, '{}', '[]', '{}', 'requested'
  from visits;
insert into allocations (business_id, booking_id, calendar_id, during)
  select business_id, id, calendar_id, tstzrange(starts_at, starts_at + interval '40 minutes') from visits
  union all
  select business_id, id, client_calendar_id, tstzrange(starts_at, starts_at + interval '30 minutes') from visits;
drop table visits, pairs;
set session_replication_role = origin;
set synchronous_commit = on`;
}
