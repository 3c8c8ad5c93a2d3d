import { randomUUID } from "node:crypto";
import type { Role } from "@salon/contracts";
import { salonInput } from "./fixtures.ts";
import type { Person, TestApi } from "./index.ts";

/** A sandbox salon in Berlin, whose clock stands a week before the Monday that the tests book on. */
export type Team = {
  readonly businessId: number;
  readonly salonId: string;
  readonly olga: Person;
  readonly mona: Person;
  readonly rita: Person;
  readonly bea: Person;
  readonly stranger: Person;
  /** Staff profiles: Bea has an account, Cleo has none. */
  readonly beaId: string;
  readonly cleoId: string;
  readonly variantId: string;
};

export const NOW = new Date("2027-06-07T08:00:00Z");
/** Ten o'clock in Berlin. */
export const MONDAY_TEN = new Date("2027-06-14T08:00:00Z");

/** Olga owns the salon, Mona manages it, Rita receives, Bea does hair; the stranger owns another. */
export async function openTeam(api: TestApi): Promise<Team> {
  const [olga, mona, rita, bea, stranger] = [
    await api.signUp("Olga"),
    await api.signUp("Mona"),
    await api.signUp("Rita"),
    await api.signUp("Bea"),
    await api.signUp("Stranger"),
  ];
  const { id: salonId } = await olga.api.salons.create(salonInput({ sandbox: true }));
  await stranger.api.salons.create(salonInput({ name: "Elsewhere" }));
  const [salon] = await api.sql<{ businessId: number }[]>`
    update salons set test_now = ${NOW} where id = ${salonId} returning business_id as "businessId"`;
  const businessId = salon?.businessId ?? 0;
  const place = { businessId, salonId };
  await join(api, place, mona, "manager");
  await join(api, place, rita, "receptionist");
  await join(api, place, bea, "stylist");
  const beaId = await employ(api, place, "Bea", bea.userId);
  const cleoId = await employ(api, place, "Cleo");
  const variantId = await offerCut(api, place);
  return { businessId, salonId, olga, mona, rita, bea, stranger, beaId, cleoId, variantId };
}

type Place = Pick<Team, "businessId" | "salonId">;

export async function join(api: TestApi, place: Place, { userId }: Person, role: Role): Promise<string> {
  const id = randomUUID();
  const salonId = role === "owner" ? null : place.salonId;
  await api.sql`
    insert into salon_members (business_id, id, salon_id, user_id, role)
    values (${place.businessId}, ${id}, ${salonId}, ${userId}, ${role})`;
  return id;
}

export async function employ(
  api: TestApi,
  place: Place,
  name: string,
  userId: string | null = null,
): Promise<string> {
  const { businessId, salonId } = place;
  const id = randomUUID();
  await api.sql`
    with calendar as (insert into calendars (business_id, kind) values (${businessId}, 'staff') returning id)
    insert into staff (business_id, id, user_id, calendar_id, name, position)
    select ${businessId}, ${id}, ${userId}, id, ${name}, 0 from calendar`;
  await api.sql`
    insert into staff_salons (business_id, salon_id, staff_id) values (${businessId}, ${salonId}, ${id})`;
  return id;
}

export async function addRoom(api: TestApi, { businessId, salonId }: Place, name: string): Promise<string> {
  const [typeId, id] = [randomUUID(), randomUUID()];
  await api.sql`
    insert into resource_types (business_id, id, salon_id, name) values (${businessId}, ${typeId}, ${salonId}, 'Room')`;
  await api.sql`
    with calendar as (insert into calendars (business_id, kind) values (${businessId}, 'resource') returning id)
    insert into resources (business_id, id, salon_id, resource_type_id, calendar_id, name, position)
    select ${businessId}, ${id}, ${salonId}, ${typeId}, id, ${name}, 0 from calendar`;
  return id;
}

export async function knowClient(api: TestApi, { businessId }: Place, name: string): Promise<string> {
  const id = randomUUID();
  await api.sql`
    with calendar as (insert into calendars (business_id, kind) values (${businessId}, 'client') returning id)
    insert into clients (business_id, id, calendar_id, name) select ${businessId}, ${id}, id, ${name} from calendar`;
  return id;
}

type Visit = {
  readonly staffId: string;
  readonly startsAt?: Date;
  readonly minutes?: number;
  readonly clientId?: string;
  readonly status?: "confirmed" | "held" | "completed" | "cancelled_by_client";
  readonly holdExpiresAt?: Date;
};

/** A visit as booking leaves it, with its allocations where its status keeps them. */
export async function bookVisit(api: TestApi, team: Team, visit: Visit): Promise<string> {
  const { businessId, salonId, variantId } = team;
  const { staffId, startsAt = MONDAY_TEN, minutes = 60, status = "confirmed", holdExpiresAt = null } = visit;
  const clientId = visit.clientId ?? (await knowClient(api, team, "Alice"));
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
  const id = randomUUID();
  await api.sql`
    insert into bookings (business_id, id, salon_id, client_id, status, starts_at, ends_at, local_start, time_zone,
      mode, max_wait_minutes, source, currency, policy_version, hold_expires_at)
    values (${businessId}, ${id}, ${salonId}, ${clientId}, ${status}, ${startsAt}, ${endsAt}, '', 'Europe/Berlin',
      'sequence', 0, 'salon', 'EUR', 1, ${holdExpiresAt})`;
  await api.sql`
    insert into booking_items (business_id, id, booking_id, position, variant_id, staff_id, service_name,
      variant_name, staff_name, starts_at, ends_at, local_date, shape, add_ons, resource_ids, reason)
    values (${businessId}, ${randomUUID()}, ${id}, 0, ${variantId}, ${staffId}, 'Cut', 'Short', 'Bea', ${startsAt},
      ${endsAt}, (${startsAt}::timestamptz at time zone 'Europe/Berlin')::date, '{"segments": []}', '[]', '{}', 'requested')`;
  if (status === "cancelled_by_client") return id;
  await api.sql`
    insert into allocations (business_id, booking_id, calendar_id, during)
    select ${businessId}, ${id}, calendar_id, tstzrange(${startsAt}, ${endsAt})
    from (select calendar_id from staff where id = ${staffId}
      union all select calendar_id from clients where id = ${clientId}) taken`;
  return id;
}

/** What a member may see of a booking that has changed. */
export async function stateOf(
  api: TestApi,
  bookingId: string,
): Promise<{ version: number; needsAttention: boolean }> {
  const [row] = await api.sql<{ version: number; needsAttention: boolean }[]>`
    select version, needs_attention as "needsAttention" from bookings where id = ${bookingId}`;
  if (!row) throw new Error(`There is no booking ${bookingId}`);
  return row;
}

/** Types of a salon's events, in the order in which they were written. */
export async function eventsOf(api: TestApi, { salonId }: Place): Promise<string[]> {
  const rows = await api.sql<
    { type: string }[]
  >`select type from events where salon_id = ${salonId} order by id`;
  return rows.map(({ type }) => type);
}

async function offerCut(api: TestApi, { businessId, salonId }: Place): Promise<string> {
  const [serviceId, id] = [randomUUID(), randomUUID()];
  await api.sql`
    insert into services (business_id, id, salon_id, name) values (${businessId}, ${serviceId}, ${salonId}, 'Cut')`;
  await api.sql`
    insert into service_variants (business_id, id, service_id, name, position, price_type, price_minor)
    values (${businessId}, ${id}, ${serviceId}, 'Short', 0, 'fixed', 4500)`;
  return id;
}
