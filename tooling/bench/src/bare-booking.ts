import { randomBytes, randomUUID } from "node:crypto";
import type { Sql } from "postgres";

export type BareBooking = {
  readonly businessId: number;
  readonly salonId: string;
  readonly variantId: string;
  readonly staffId: string;
  readonly calendarId: number;
  readonly startsAt: string;
};

const MINUTE_MS = 60_000;

/**
 * The rows that a guest's booking leaves behind, under the same constraint, and nothing else: nobody asks whether the
 * salon is open, the person works, or the request came before. Null if the time is taken.
 */
export async function bookBare(sql: Sql, booking: BareBooking): Promise<{ id: string } | null> {
  const { businessId, salonId, variantId, staffId, calendarId } = booking;
  const [id, clientId, itemId] = [randomUUID(), randomUUID(), randomUUID()];
  const startsAt = new Date(booking.startsAt);
  const endsAt = new Date(startsAt.getTime() + 30 * MINUTE_MS);
  const freeAt = new Date(startsAt.getTime() + 40 * MINUTE_MS);
  const work = sql.begin(async (tx) => {
    await tx`
      insert into idempotency_keys (scope, key, input, answer)
      values (${randomBytes(32)}, ${randomBytes(32)}, ${randomBytes(32)}, ${randomBytes(1500)})`;
    const [calendar] = await tx<{ id: number }[]>`
      insert into calendars (business_id, kind) values (${businessId}, 'client') returning id`;
    const clientCalendarId = calendar?.id ?? 0;
    await tx`
      insert into clients (business_id, id, calendar_id, name, email)
      values (${businessId}, ${clientId}, ${clientCalendarId}, 'Alice', 'alice@example.com')`;
    await tx`
      insert into bookings (business_id, id, salon_id, client_id, status, starts_at, ends_at, local_start, time_zone,
        mode, max_wait_minutes, source, currency, policy_version, token_hash)
      values (${businessId}, ${id}, ${salonId}, ${clientId}, 'confirmed', ${startsAt}, ${endsAt},
        ${startsAt.toISOString()}, 'Europe/Berlin', 'sequence', 0, 'api', 'EUR', 1, ${randomBytes(32)})`;
    await tx`
      insert into booking_items (business_id, id, booking_id, position, variant_id, staff_id, service_name,
        variant_name, staff_name, starts_at, ends_at, local_date, shape, add_ons, resource_ids, reason)
      values (${businessId}, ${itemId}, ${id}, 0, ${variantId}, ${staffId}, 'Hair', 'Cut', 'Person', ${startsAt},
        ${endsAt}, ${startsAt.toISOString().slice(0, 10)}, ${tx.json(SHAPE)}, '[]', '{}', 'requested')`;
    await tx`
      insert into booking_price_lines (business_id, id, booking_id, item_id, position, kind, label, amount_minor)
      values (${businessId}, ${randomUUID()}, ${id}, ${itemId}, 0, 'service', 'Hair – Cut', 4500)`;
    const taken = await tx`
      insert into allocations (business_id, booking_id, calendar_id, during)
      values (${businessId}, ${id}, ${calendarId}, tstzrange(${startsAt}, ${freeAt})),
        (${businessId}, ${id}, ${clientCalendarId}, tstzrange(${startsAt}, ${endsAt}))
      on conflict do nothing returning calendar_id`;
    if (taken.length < 2) throw new Taken();
    await tx`
      insert into events (public_id, business_id, salon_id, type, subject_id, occurred_at, actor_kind, request_id,
        data, previous)
      values (${randomUUID()}, ${businessId}, ${salonId}, 'booking.created', ${id}, now(), 'anonymous', ${id},
        ${tx.json({ id, status: "confirmed", version: 1, startsAt, endsAt, clientId, staffIds: [staffId] })}, '{}')`;
    await tx`
      insert into audit_log (public_id, actor_kind, action, business_id, salon_id, subject_type, subject_id, after,
        request_id)
      values (${randomUUID()}, 'anonymous', 'client.created', ${businessId}, ${salonId}, 'client', ${clientId},
          ${tx.json({ id: clientId, name: "[personal]", email: "[personal]", version: 1 })}, ${id}),
        (${randomUUID()}, 'anonymous', 'booking.created', ${businessId}, ${salonId}, 'booking', ${id},
          ${tx.json({ status: "confirmed", version: 1, startsAt, endsAt, clientId, staffIds: [staffId] })}, ${id})`;
    return { id };
  });
  return work.catch((error: unknown) => {
    if (error instanceof Taken) return null;
    throw error;
  });
}

class Taken extends Error {}

const SHAPE = {
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  resources: [],
  segments: [{ kind: "active", minutes: 30, resources: [] }],
};
