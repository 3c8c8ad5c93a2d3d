import { arrayOf, keysOf } from "@salon/db";
import type { Db, Tx } from "@salon/db";
import { events, webhookDeliveries, webhookEndpoints } from "@salon/db/schema";
import type { WebhookAttempt } from "@salon/db/schema";
import { and, desc, eq, gt, gte, inArray, lt, or, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { EventRow } from "../../event/index.ts";
import { newId } from "../../ids.ts";
import type { SalonRow } from "../../salon/index.ts";
import type { WebhookKey, WebhookRow } from "../queries.ts";

export type DeliveryRow = typeof webhookDeliveries.$inferSelect;
export type DeliveryKey = Pick<DeliveryRow, "businessId" | "id">;
/** A delivery with what it delivers, and where to. */
export type Sending = {
  readonly delivery: DeliveryRow;
  readonly event: EventRow;
  readonly webhook: WebhookRow;
};
type Salon = Pick<SalonRow, "businessId" | "id">;

/** Longer than any attempt: what somebody took who is no more is another's then. */
const CLAIM = "30 seconds";
/** What happened before a pause may be planned a moment after it: it waits for the end of the pause. */
const PLANNED_ON = "5 minutes";

/** Who is told of what happens in these salons. */
export async function findListeners(
  db: Db,
  happened: readonly Pick<EventRow, "businessId" | "salonId">[],
): Promise<WebhookRow[]> {
  const { businessId, salonId, status, pausedAt } = webhookEndpoints;
  return db
    .select()
    .from(webhookEndpoints)
    .where(
      and(
        inArray(businessId, [...new Set(happened.map((event) => event.businessId))]),
        inArray(salonId, [...new Set(happened.map((event) => event.salonId))]),
        or(eq(status, "active"), gt(pausedAt, sql`now() - ${PLANNED_ON}::interval`)),
      ),
    );
}

type Planned = { readonly webhook: WebhookKey; readonly eventId: bigint };

/** Events on their way to addresses, each once at a time: what is on its way already goes at once. */
export async function insertDeliveries(tx: Tx, planned: readonly Planned[]): Promise<void> {
  if (planned.length === 0) return;
  const { businessId, webhookId, eventId, status } = webhookDeliveries;
  await tx
    .insert(webhookDeliveries)
    .values(planned.map(({ webhook, ...event }) => ({ id: newId(), ...keyOf(webhook), ...event })))
    .onConflictDoUpdate({
      target: [businessId, webhookId, eventId],
      targetWhere: eq(status, sql`'pending'`),
      set: { nextAttemptAt: sql`now()` },
    });
}

type Room = {
  /** How many at once in all, and to one address. */
  readonly free: number;
  readonly each: number;
  /** How many are on their way to addresses. */
  readonly busy: ReadonlyMap<string, number>;
};

/** What is due: of an address that fails one at a time, so that it takes nobody's place. */
export async function findDue(db: Db, { free, each, busy }: Room): Promise<DeliveryKey[]> {
  const rows = await db.execute<{ business_id: number; id: string }>(sql`
    select due.business_id, due.id
    from webhook_endpoints webhook
    left join unnest(${arrayOf([...busy.keys()])}::uuid[], ${arrayOf([...busy.values()])}::int[])
      as busy (webhook_id, sends) on busy.webhook_id = webhook.id
    cross join lateral (
      select business_id, id, next_attempt_at from webhook_deliveries
      where business_id = webhook.business_id and webhook_id = webhook.id and status = 'pending'
        and next_attempt_at <= now() and (claimed_until is null or claimed_until <= now())
      order by next_attempt_at, event_id
      limit greatest(0, case when webhook.failing_since is null then ${each}::int else 1 end - coalesce(busy.sends, 0))
    ) due
    where webhook.status = 'active' and (webhook.retry_at is null or webhook.retry_at <= now())
    order by due.next_attempt_at
    limit ${free}`);
  return rows.map(({ business_id: businessId, id }) => ({ businessId, id }));
}

/** Takes what nobody else has taken by now, for a while. */
export async function claim(tx: Tx, keys: readonly DeliveryKey[]): Promise<DeliveryKey[]> {
  const { businessId, id, status, claimedUntil } = webhookDeliveries;
  const free = tx
    .select({ businessId, id })
    .from(webhookDeliveries)
    .where(
      and(
        sql`(${businessId}, ${id}) in (${keysOf(keys)})`,
        eq(status, "pending"),
        sql`(${claimedUntil} is null or ${claimedUntil} <= now())`,
      ),
    )
    .for("update", { skipLocked: true });
  return tx
    .update(webhookDeliveries)
    .set({ claimedUntil: sql`now() + ${CLAIM}::interval` })
    .where(sql`(${businessId}, ${id}) in (${free})`)
    .returning({ businessId, id });
}

/** In the order of the log. */
export async function findSendings(db: Db, keys: readonly DeliveryKey[]): Promise<Sending[]> {
  const { businessId, id } = webhookDeliveries;
  return joined(db)
    .where(sql`(${businessId}, ${id}) in (${keysOf(keys)})`)
    .orderBy(events.transactionId, events.id);
}

/** The newest first, one more than asked for. */
export async function findDeliveries(
  db: Db,
  webhook: WebhookKey,
  { status, limit }: { readonly status?: DeliveryRow["status"] | undefined; readonly limit: number },
  after: readonly string[] | undefined,
): Promise<Sending[]> {
  const { createdAt, id } = webhookDeliveries;
  const [madeAt = "", lastId = ""] = after ?? [];
  return joined(db)
    .where(
      and(
        isTo(webhook),
        status && eq(webhookDeliveries.status, status),
        after && sql`(${createdAt}, ${id}) < (${madeAt}::timestamptz, ${lastId}::uuid)`,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit + 1);
}

export async function findDelivery(
  db: Db,
  webhook: WebhookKey,
  deliveryId: string,
): Promise<Sending | undefined> {
  const [found] = await joined(db).where(and(isTo(webhook), eq(webhookDeliveries.id, deliveryId)));
  return found;
}

/** That which brings an event to an address now. */
export async function findPending(
  db: Db,
  webhook: WebhookKey,
  eventId: bigint,
): Promise<Sending | undefined> {
  const [found] = await joined(db).where(and(isTo(webhook), isPendingOf(eventId)));
  return found;
}

export async function saveAttempt(
  tx: Tx,
  { businessId, id }: DeliveryKey,
  attempt: WebhookAttempt,
  changes: PgUpdateSetSource<typeof webhookDeliveries>,
): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({
      attempts: sql`${webhookDeliveries.attempts} || ${JSON.stringify([attempt])}::text::jsonb`,
      claimedUntil: null,
      ...changes,
    })
    .where(
      and(
        eq(webhookDeliveries.businessId, businessId),
        eq(webhookDeliveries.id, id),
        eq(webhookDeliveries.status, "pending"),
      ),
    );
}

/** All that waits for an address goes at once. */
export async function wakeDeliveries(tx: Tx, webhook: WebhookKey): Promise<void> {
  const { status, nextAttemptAt } = webhookDeliveries;
  await tx
    .update(webhookDeliveries)
    .set({ nextAttemptAt: sql`now()` })
    .where(and(isTo(webhook), eq(status, "pending"), gt(nextAttemptAt, sql`now()`)));
}

type Span = { readonly from: Date; readonly to?: Date | undefined };

/** What happened in a salon in a time, in the order in which it happened. */
export async function findEventsBetween(
  db: Db,
  { businessId, id }: Salon,
  { from, to }: Span,
  limit: number,
): Promise<EventRow[]> {
  return db
    .select()
    .from(events)
    .where(
      and(
        eq(events.businessId, businessId),
        eq(events.salonId, id),
        gte(events.occurredAt, from),
        to && lt(events.occurredAt, to),
      ),
    )
    .orderBy(events.occurredAt, events.transactionId, events.id)
    .limit(limit);
}

function joined(db: Db) {
  return db
    .select({ delivery: webhookDeliveries, event: events, webhook: webhookEndpoints })
    .from(webhookDeliveries)
    .innerJoin(events, eq(events.id, webhookDeliveries.eventId))
    .innerJoin(
      webhookEndpoints,
      and(
        eq(webhookEndpoints.businessId, webhookDeliveries.businessId),
        eq(webhookEndpoints.id, webhookDeliveries.webhookId),
      ),
    );
}

function keyOf({ businessId, id }: WebhookKey) {
  return { businessId, webhookId: id };
}

function isTo({ businessId, id }: WebhookKey) {
  return and(eq(webhookDeliveries.businessId, businessId), eq(webhookDeliveries.webhookId, id));
}

function isPendingOf(eventId: bigint) {
  return and(eq(webhookDeliveries.eventId, eventId), eq(webhookDeliveries.status, "pending"));
}
