import { PAUSE_REASONS, WEBHOOK_DELIVERY_STATUSES, WEBHOOK_STATUSES } from "@salon/contracts";
import type { AttemptError } from "@salon/contracts";
import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, instant, tenantKey, tenantReference, timestamps, version } from "./columns.ts";
import { salons } from "./salons.ts";

/** An address that is told what happens in a salon. Its secrets are encrypted under a key that is not here. */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    ...tenantKey(),
    salonId: uuid("salon_id").notNull(),
    url: text("url").notNull(),
    description: text("description"),
    /** Null: every type. */
    eventTypes: text("event_types").array(),
    secret: bytea("secret").notNull(),
    previousSecret: bytea("previous_secret"),
    previousSecretUntil: instant("previous_secret_until"),
    status: text("status", { enum: WEBHOOK_STATUSES }).notNull().default("active"),
    pausedAt: instant("paused_at"),
    pauseReason: text("pause_reason", { enum: PAUSE_REASONS }),
    /** Since when every attempt has failed, and until when it is left alone. */
    failingSince: instant("failing_since"),
    retryAt: instant("retry_at"),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("webhook_endpoints_salon_fk", [t.businessId, t.salonId], salons),
    index("webhook_endpoints_salon_idx").on(t.businessId, t.salonId, t.createdAt, t.id),
    check(
      "webhook_endpoints_pause_has_a_reason",
      sql`(${t.status} = 'paused') = (${t.pauseReason} is not null)`,
    ),
  ],
);

/** A try to deliver: what was answered, or why nothing was. */
export type WebhookAttempt = {
  readonly at: string;
  readonly status: number | null;
  readonly ms: number;
  readonly error: AttemptError | null;
};

/** An event's way to an address. Holds nothing of the event: messages are written when they are sent. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    ...tenantKey(),
    webhookId: uuid("webhook_id").notNull(),
    /** The number of a row in `events`. */
    eventId: bigint("event_id", { mode: "bigint" }).notNull(),
    status: text("status", { enum: WEBHOOK_DELIVERY_STATUSES }).notNull().default("pending"),
    attempts: jsonb("attempts").$type<readonly WebhookAttempt[]>().notNull().default([]),
    nextAttemptAt: instant("next_attempt_at").notNull().defaultNow(),
    /** Until when whoever sends it has it for themselves. */
    claimedUntil: instant("claimed_until"),
    deliveredAt: instant("delivered_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("webhook_deliveries_webhook_fk", [t.businessId, t.webhookId], webhookEndpoints).onDelete(
      "cascade",
    ),
    uniqueIndex("webhook_deliveries_pending_key")
      .on(t.businessId, t.webhookId, t.eventId)
      .where(sql`status = 'pending'`),
    index("webhook_deliveries_due_idx")
      .on(t.businessId, t.webhookId, t.nextAttemptAt, t.eventId)
      .where(sql`status = 'pending'`),
    index("webhook_deliveries_webhook_idx").on(t.businessId, t.webhookId, t.createdAt, t.id),
    index("webhook_deliveries_created_at_idx").on(t.createdAt),
    check(
      "webhook_deliveries_are_delivered_at_a_time",
      sql`(${t.status} = 'delivered') = (${t.deliveredAt} is not null)`,
    ),
  ],
);
