import { expect } from "vitest";
import type { Database } from "@salon/db";

type Allocation = { bookingId: string; calendarId: number; starts: number; ends: number };
type Sql = Pick<Database, "sql">;
type Span = readonly [start: number, end: number];

/** What holds in every database of ours, whatever was done and refused. */
export async function expectInvariants(api: Sql): Promise<void> {
  expect(await overlaps(api), "two allocations of a calendar overlap").toEqual([]);
  expect(await strayAllocations(api), "a booking that is over takes time").toEqual([]);
  expect(await wrongAllocations(api), "a live booking does not take exactly its time").toEqual([]);
  expect(await unevenHistories(api), "a booking's versions and its events differ").toEqual([]);
  expect(await wrongSums(api), "prices are no whole sum of a booking's items").toEqual([]);
  expect(await wrongRatings(api), "ratings are not those of the published reviews").toEqual([]);
  expect(await personalEvents(api), "an event holds a name, a contact or a note").toEqual([]);
  expect(await unauditedEvents(api), "an event and the audit log differ about who did what").toEqual([]);
  expect(await unauditedVersions(api), "a booking's versions and its audit rows differ").toEqual([]);
  expect(await personalAuditRows(api), "the audit log holds a name, a contact or a note").toEqual([]);
}

const overlaps = ({ sql }: Sql) => sql`
  select a.booking_id, b.booking_id as other, a.calendar_id
  from allocations a join allocations b on b.calendar_id = a.calendar_id and b.id > a.id and b.during && a.during`;

const strayAllocations = ({ sql }: Sql) => sql`
  select b.id, b.status from bookings b
  where b.status in ('released', 'expired', 'declined', 'cancelled_by_client', 'cancelled_by_salon')
    and exists (select from allocations a where a.booking_id = b.id)`;

/** Every version has one event that says so, in order; each names the one before and how the booking is now. */
const unevenHistories = ({ sql }: Sql) => sql`
  select b.id, b.status, b.version, e.versions, e.previous
  from bookings b left join lateral (
    select array_agg((data->>'version')::int order by id) as versions,
      array_agg((previous->>'version')::int order by id) as previous,
      (array_agg(data order by id desc))[1] as newest
    from events where subject_id = b.id and type like 'booking.%') e on true
  where e.versions is distinct from array(select generate_series(1, b.version))
    or e.previous is distinct from array(select nullif(n, 0) from generate_series(0, b.version - 1) n)
    or e.newest->>'status' <> b.status::text`;

const wrongSums = ({ sql }: Sql) => sql`
  select b.id from bookings b
  where (select count(*) from booking_items i where i.booking_id = b.id)
      <> (select count(distinct l.item_id) from booking_price_lines l where l.booking_id = b.id and l.kind = 'service')
    or (select coalesce(sum(l.amount_minor), -1) from booking_price_lines l where l.booking_id = b.id) < 0
    or exists (
      select from booking_price_lines l left join booking_items i on i.id = l.item_id
      where l.booking_id = b.id and l.kind <> 'discount' and i.booking_id is distinct from b.id)
    or b.starts_at <> (select min(i.starts_at) from booking_items i where i.booking_id = b.id)
    or b.ends_at <> (select max(i.ends_at) from booking_items i where i.booking_id = b.id)`;

const wrongRatings = ({ sql }: Sql) => sql`
  with counted as (
    select r.salon_id as id, r.rating from reviews r where r.status = 'published'
    union all
    select s.staff_id, s.rating from review_staff s
      join reviews r on r.business_id = s.business_id and r.id = s.review_id and r.status = 'published'
    where s.rating is not null),
  kept as (
    select id, rating_sum, rating_count from salons union all select id, rating_sum, rating_count from staff)
  select kept.*, sum(counted.rating), count(counted.rating) from kept left join counted using (id)
  group by id, rating_sum, rating_count
  having rating_sum <> coalesce(sum(counted.rating), 0) or rating_count <> count(counted.rating)`;

const personalEvents = ({ sql }: Sql) => sql`
  select e.type, p.value from events e join (
    select business_id, name as value from clients union select business_id, email from clients
    union select business_id, phone from clients union select business_id, note from bookings
    union select business_id, cancel_reason from bookings
    union select business_id, text from reviews union select business_id, reply from reviews) p
    on p.business_id = e.business_id and length(p.value) > 3 and strpos(e.data::text || e.previous::text, p.value) > 0`;

/** One row for each event, in the same request and by the same hand; of a salon's rules the row names the real thing. */
const unauditedEvents = ({ sql }: Sql) => sql`
  with told as (
    select request_id, salon_id, actor_kind, actor_id, case type when 'salon.rules_changed' then 'rules' else subject_id::text end as subject,
      count(*) as events
    from events group by 1, 2, 3, 4, 5),
  kept as (
    select request_id, salon_id, actor_kind, actor_id,
      case when subject_type in ('add_on', 'hours', 'override', 'policy', 'resource', 'resource_type', 'service', 'service_category', 'staff')
        or action = 'salon.clock_set' then 'rules' else subject_id::text end as subject,
      count(*) as rows
    from audit_log where salon_id is not null and subject_type <> 'file' group by 1, 2, 3, 4, 5)
  select told.*, kept.* from told full join kept
    on (told.request_id, told.salon_id, told.actor_kind, told.subject) = (kept.request_id, kept.salon_id, kept.actor_kind, kept.subject)
      and told.actor_id is not distinct from kept.actor_id
  where told.events is distinct from kept.rows`;

/** Every version of a booking has one row, which says what it was before. */
const unauditedVersions = ({ sql }: Sql) => sql`
  select b.id, b.version, a.befores, a.afters
  from bookings b left join lateral (
    select array_agg((before->>'version')::int order by id) as befores, array_agg((after->>'version')::int order by id) as afters
    from audit_log where subject_id = b.id and subject_type = 'booking') a on true
  where a.afters is distinct from array(select generate_series(1, b.version))
    or a.befores is distinct from array(select nullif(n, 0) from generate_series(0, b.version - 1) n)`;

const personalAuditRows = ({ sql }: Sql) => sql`
  select a.action, p.value from audit_log a join (
    select business_id, name as value from clients union select business_id, email from clients
    union select business_id, phone from clients union select business_id, note from bookings
    union select business_id, cancel_reason from bookings union select business_id, reason from time_off
    union select business_id, text from reviews union select business_id, reply from reviews) p
    on p.business_id = a.business_id and length(p.value) > 3
      and strpos(coalesce(a.before::text, '') || coalesce(a.after::text, ''), p.value) > 0
  where a.subject_type in ('booking', 'client', 'review', 'time_off')`;

type Item = {
  bookingId: string;
  starts: number;
  staffCalendar: number;
  clientCalendar: number | null;
  visitStarts: number;
  visitEnds: number;
  shape: {
    bufferBeforeMinutes: number;
    bufferAfterMinutes: number;
    resources: Need[];
    segments: { kind: string; minutes: number; resources: Need[] }[];
  };
  units: { calendarId: number; typeId: string }[];
};
type Need = { resourceTypeId: string; quantity: number };

const MINUTE_MS = 60_000;

async function wrongAllocations({ sql }: Sql): Promise<unknown[]> {
  const items = await sql<Item[]>`
    select i.booking_id as "bookingId", (extract(epoch from i.starts_at) * 1000)::float8 as starts, s.calendar_id as "staffCalendar",
      c.calendar_id as "clientCalendar", i.shape, (extract(epoch from b.starts_at) * 1000)::float8 as "visitStarts",
      (extract(epoch from b.ends_at) * 1000)::float8 as "visitEnds",
      (select coalesce(json_agg(json_build_object('calendarId', u.calendar_id, 'typeId', u.resource_type_id)), '[]')
       from resources u where u.business_id = i.business_id and u.id = any (i.resource_ids)) as units
    from bookings b
    join booking_items i on i.business_id = b.business_id and i.booking_id = b.id
    join staff s on s.business_id = b.business_id and s.id = i.staff_id
    left join clients c on c.business_id = b.business_id and c.id = b.client_id
    where b.status in ('held', 'pending', 'confirmed', 'checked_in', 'in_service', 'completed', 'no_show')`;
  const taken = await sql<Allocation[]>`
    select a.booking_id as "bookingId", a.calendar_id as "calendarId", (extract(epoch from lower(a.during)) * 1000)::float8 as starts,
      (extract(epoch from upper(a.during)) * 1000)::float8 as ends
    from allocations a`;
  const takenBy = Map.groupBy(taken, ({ bookingId }) => bookingId);
  return [...Map.groupBy(items, ({ bookingId }) => bookingId)].flatMap(([bookingId, own]) => {
    const actual = spansByCalendar(
      (takenBy.get(bookingId) ?? []).map(({ calendarId, starts, ends }) => [calendarId, [starts, ends]]),
    );
    const wanted = spansByCalendar(own.flatMap(spansOf));
    return JSON.stringify(actual) === JSON.stringify(wanted) ? [] : [{ bookingId, actual, wanted }];
  });
}

/** Whom and what an item takes, and when: read from what was booked, by rules of their own. */
function spansOf({
  starts,
  staffCalendar,
  clientCalendar,
  visitStarts,
  visitEnds,
  shape,
  units,
}: Item): [number, Span][] {
  const last = shape.segments.length - 1;
  let time = starts;
  const segments = shape.segments.map(({ kind, minutes, resources }, index) => {
    const from = time - (index === 0 ? shape.bufferBeforeMinutes * MINUTE_MS : 0);
    time += minutes * MINUTE_MS;
    return {
      kind,
      resources,
      span: [from, time + (index === last ? shape.bufferAfterMinutes * MINUTE_MS : 0)] as const,
    };
  });
  const whole: Span = [segments[0]?.span[0] ?? 0, segments[last]?.span[1] ?? 0];
  const wants = (needs: readonly Need[], typeId: string) =>
    needs.some(({ resourceTypeId }) => resourceTypeId === typeId);
  return [
    ...segments
      .filter(({ kind }) => kind === "active")
      .map(({ span }): [number, Span] => [staffCalendar, span]),
    ...(clientCalendar === null ? [] : [[clientCalendar, [visitStarts, visitEnds]] as [number, Span]]),
    ...units.flatMap(({ calendarId, typeId }) =>
      wants(shape.resources, typeId)
        ? [[calendarId, whole] as [number, Span]]
        : segments
            .filter(({ resources }) => wants(resources, typeId))
            .map(({ span }): [number, Span] => [calendarId, span]),
    ),
  ];
}

/** Blocks of one calendar that overlap or touch are one. */
function spansByCalendar(spans: readonly [number, Span][]): [number, Span[]][] {
  return [...Map.groupBy(spans, ([calendarId]) => calendarId)]
    .toSorted(([a], [b]) => a - b)
    .map(([calendarId, own]) => {
      const merged: Span[] = [];
      for (const [, [start, end]] of own.toSorted(([, a], [, b]) => a[0] - b[0])) {
        const last = merged.at(-1);
        if (last && start <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], end)];
        else merged.push([start, end]);
      }
      return [calendarId, merged];
    });
}
