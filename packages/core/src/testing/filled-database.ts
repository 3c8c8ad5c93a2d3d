import { openDatabase, transaction } from "@salon/db";
import type { Database, Db, Tx } from "@salon/db";
import { createTestDatabase } from "@salon/db/testing";
import { inject } from "vitest";

export type FilledDatabase = AsyncDisposable & {
  readonly db: Db;
  readonly sql: Database["sql"];
  readonly begin: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Statements that Drizzle sent since the last call. */
  readonly sent: () => Statement[];
};

export type Statement = { readonly text: string; readonly parameters: unknown[] };

/** 10,000 salons with eight visits each, by one stylist, analyzed; one or two of them lie ahead. */
export async function openFilledDatabase(): Promise<FilledDatabase> {
  const clone = await createTestDatabase();
  const statements: Statement[] = [];
  const database = openDatabase(clone.url, {
    poolSize: 2,
    applicationName: "plans test",
    onStatement: (text, parameters) => void statements.push({ text, parameters }),
  });
  await fill(clone.name);
  return {
    db: database.db,
    sql: database.sql,
    begin: (work) => transaction(database.db, work),
    sent: () => statements.splice(0),
    async [Symbol.asyncDispose]() {
      await database.close();
      await clone[Symbol.asyncDispose]();
    },
  };
}

/** As a superuser, for whom references need not be checked row by row. */
async function fill(name: string): Promise<void> {
  const url = new URL(inject("testServer").adminUrl);
  url.pathname = name;
  await using database = openDatabase(url.href, {
    poolSize: 1,
    applicationName: "fill",
    statementTimeoutMs: 60_000,
  });
  await database.sql.unsafe(FILL);
  await database.sql.unsafe("vacuum analyze");
}

const FILL = `
set session_replication_role = replica;
set synchronous_commit = off;
insert into users (id, name, email) select gen_random_uuid(), 'Alice', 'alice' || n || '@example.com' from generate_series(1, 20000) n;
insert into sessions (id, user_id, token, expires_at)
  select gen_random_uuid(), id, 'token of ' || email, now() + random() * interval '7 days' from users;
insert into businesses (public_id) select gen_random_uuid() from generate_series(1, 10000);
insert into salons (business_id, id, slug, name, about, status, time_zone, currency, locale, address_line1, city,
    postal_code, country, latitude, longitude, rating_sum, rating_count)
  select id, gen_random_uuid(), 'salon-' || id, 'Salon ' || md5(id::text), md5(random()::text), 'published', 'Europe/Berlin', 'EUR',
    'de', 'Street', 'City ' || id % 100, '10119', 'DE', 40 + random() * 15, random() * 20, id % 50 * 4, id % 50
  from businesses;
insert into booking_policies (business_id, salon_id, version, lead_time_minutes, horizon_days, cancel_window_minutes,
    reschedule_window_minutes, hold_minutes, requires_approval, approval_minutes, late_cancel)
  select business_id, id, 1, 60, 90, 0, 0, 10, false, 60, 'allow' from salons;
insert into api_keys (business_id, id, salon_id, name, prefix, hash, scopes, created_by, revoked_at, expires_at)
  select business_id, gen_random_uuid(), id, 'Key', 'sk', sha256(slug::bytea), '{}', gen_random_uuid(),
    case when business_id % 3 = 0 then now() - random() * interval '91 days' end,
    case when business_id % 3 = 1 then now() + interval '1 day' end from salons;
insert into invitations (business_id, id, salon_id, email, role, invited_by, expires_at)
  select business_id, gen_random_uuid(), id, slug, 'stylist', gen_random_uuid(), now() - random() * interval '31 days' from salons;
insert into webhook_endpoints (business_id, id, salon_id, url, secret)
  select business_id, gen_random_uuid(), id, 'https://example.com', '' from salons where business_id % 4 = 2;
insert into webhook_deliveries (business_id, id, webhook_id, event_id, status, delivered_at, created_at)
  select business_id, gen_random_uuid(), id, n, case when n = 1 then 'pending' else 'delivered' end,
    case when n > 1 then now() end, now() - random() * interval '31 days'
  from webhook_endpoints, generate_series(1, 40) n;
insert into calendars (business_id, kind) select id, kind::calendar_kind from businesses, unnest('{staff,client}'::text[]) kind;
insert into staff (business_id, id, calendar_id, name, position)
  select business_id, gen_random_uuid(), id, 'Bea', 0 from calendars where kind = 'staff';
insert into clients (business_id, id, calendar_id, name)
  select business_id, gen_random_uuid(), id, 'Alice' from calendars where kind = 'client';
insert into services (business_id, id, salon_id, name) select business_id, gen_random_uuid(), id, 'Cut' from salons;
insert into service_variants (business_id, id, service_id, name, position, price_type, price_minor)
  select business_id, gen_random_uuid(), id, 'Short', 0, 'fixed', 4500 from services;
insert into time_off (business_id, id, salon_id, calendar_id, starts_at, ends_at)
  select s.business_id, gen_random_uuid(), s.id, c.id, day, day + interval '1 day'
  from salons s join calendars c on c.business_id = s.business_id and c.kind = 'staff',
    generate_series(now(), now() + interval '200 days', '100 days') day;
insert into schedules (business_id, id, salon_id) select business_id, gen_random_uuid(), id from salons;
insert into schedule_hours (business_id, id, schedule_id, weekday, opens_minute, closes_minute)
  select business_id, gen_random_uuid(), id, weekday, 540, 1020 from schedules, generate_series(1, 5) weekday;
insert into booking_series (business_id, id, salon_id, client_id, source, every_weeks, count, local_start, time_zone, created_at)
  select s.business_id, gen_random_uuid(), s.id, c.id, 'api', 1, 2, '2027-06-14T10:00:00', 'Europe/Berlin', now() - n * interval '1 day'
  from salons s join clients c on c.business_id = s.business_id, generate_series(1, 4) n where s.business_id % 2 = 0;
analyze businesses, salons, calendars, staff, clients, service_variants, booking_series;
insert into bookings (business_id, id, salon_id, client_id, status, starts_at, ends_at, local_start, time_zone, mode,
    max_wait_minutes, source, currency, policy_version, hold_expires_at, approval_expires_at, series_id, series_local_start)
  select s.business_id, gen_random_uuid(), s.id, c.id,
    (case when n = 1 and s.business_id % 20 = 0 then 'held' when n = 1 and s.business_id % 20 = 1 then 'pending' when n <= 2 then 'confirmed' else 'completed' end)::booking_status,
    start, start + interval '30 minutes', '', 'Europe/Berlin', 'sequence', 0, 'api', 'EUR', 1,
    now() + random() * interval '10 minutes',
    now() + random() * interval '10 hours', r.id, r.local_start
  from salons s join clients c on c.business_id = s.business_id
    left join (select distinct on (business_id) * from booking_series) r on r.business_id = s.business_id,
    lateral (select n, date_trunc('hour', now()) + (2 - n) * interval '7 days' as start from generate_series(1, 8) n) visits;
insert into booking_items (business_id, id, booking_id, position, variant_id, staff_id, service_name, variant_name,
    staff_name, starts_at, ends_at, local_date, shape, add_ons, resource_ids, reason)
  select b.business_id, gen_random_uuid(), b.id, 0, v.id, f.id, 'Cut', 'Short', 'Bea', b.starts_at, b.ends_at, b.starts_at::date,
    '{}', '[]', '{}', 'requested'
  from bookings b join service_variants v on v.business_id = b.business_id join staff f on f.business_id = b.business_id;
insert into booking_price_lines (business_id, id, booking_id, item_id, position, kind, label, amount_minor)
  select business_id, gen_random_uuid(), booking_id, id, 0, 'service', 'Cut', 4500 from booking_items;
insert into reviews (business_id, id, salon_id, booking_id, rating, text, open_reports, created_at)
  select business_id, gen_random_uuid(), salon_id, id, 1 + (random() * 4)::int, 'Lovely', (random() < 0.01)::int, ends_at
  from bookings where status = 'completed';
update reviews set status = 'hidden' where random() < 0.01;
insert into review_staff (business_id, review_id, staff_id, rating)
  select r.business_id, r.id, i.staff_id, r.rating from reviews r
    join booking_items i on i.business_id = r.business_id and i.booking_id = r.booking_id;
insert into review_reports (business_id, id, review_id, reporter_id, reason, created_at)
  select business_id, gen_random_uuid(), id, gen_random_uuid(), 'other', now() - random() * interval '370 days'
  from reviews where random() < 0.2;
insert into audit_log (public_id, occurred_at, actor_kind, actor_id, impersonator_id, action, subject_type, subject_id)
  select gen_random_uuid(), now() - (100000 - n) * interval '1 minute', 'user', gen_random_uuid(),
    case when n % 500 = 0 then gen_random_uuid() end, 'booking.' || n % 20, 'booking', gen_random_uuid()
  from generate_series(1, 100000) n;
insert into allocations (business_id, booking_id, calendar_id, during)
  select b.business_id, b.id, f.calendar_id, tstzrange(b.starts_at, b.ends_at)
  from bookings b join staff f on f.business_id = b.business_id`;
