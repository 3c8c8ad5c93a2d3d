import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytea, instant, tenantKey, tenantReference, timestamps, version, xid8 } from "./columns.ts";
import { users } from "./identity.ts";
import { salons } from "./salons.ts";

/**
 * What happened, written in the transaction in which it happened. Readers go by `(transaction_id, id)` and stop at
 * the oldest transaction still running, so that a slow writer is never skipped.
 */
export const events = pgTable(
  "events",
  {
    id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    transactionId: xid8("transaction_id")
      .notNull()
      .default(sql`pg_current_xact_id()`),
    publicId: uuid("public_id").notNull(),
    businessId: integer("business_id").notNull(),
    salonId: uuid("salon_id").notNull(),
    type: text("type").notNull(),
    /** The id of what it is about. */
    subjectId: uuid("subject_id").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    requestId: text("request_id"),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    previous: jsonb("previous").$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    tenantReference("events_salon_fk", [t.businessId, t.salonId], salons),
    index("events_log_idx").on(t.businessId, t.salonId, t.transactionId, t.id),
    index("events_subject_idx").on(t.businessId, t.subjectId),
    index("events_place_idx").on(t.transactionId, t.id),
  ],
);

/** How far those who follow every salon's events have come; each moves on in the transaction of what it made of them. */
export const logReaders = pgTable("log_readers", {
  name: text("name").primaryKey(),
  transactionId: xid8("transaction_id").notNull(),
  eventId: bigint("event_id", { mode: "bigint" }).notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

/** One row an effect: committed with it, or not at all. Only a hash of the key is kept. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    /** SHA-256 of credential and operation. */
    scope: bytea("scope").notNull(),
    /** SHA-256 of the key. */
    key: bytea("key").notNull(),
    /** SHA-256 of the input. */
    input: bytea("input").notNull(),
    /** The answer, encrypted under a key derived from the idempotency key itself. */
    answer: bytea("answer"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.scope, t.key] }),
    index("idempotency_keys_created_at_idx").on(t.createdAt),
  ],
);

/** How another program acts for a salon. Only a hash of the key is kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    ...tenantKey(),
    salonId: uuid("salon_id").notNull(),
    name: text("name").notNull(),
    /** The beginning of the key, by which its owner knows it. */
    prefix: text("prefix").notNull(),
    /** SHA-256 of the whole key, which is random enough to need nothing slower. */
    hash: bytea("hash").notNull(),
    scopes: text("scopes").array().notNull(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    /** The key in whose place this one came; that one works for a while beside it. */
    replaces: uuid("replaces"),
    expiresAt: instant("expires_at"),
    /** To the hour: a write for every request would cost more than the request. */
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("api_keys_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("api_keys_replaces_fk", [t.businessId, t.replaces], t),
    unique("api_keys_hash_key").on(t.hash),
    index("api_keys_salon_idx").on(t.businessId, t.salonId, t.createdAt, t.id),
    index("api_keys_replaces_idx").on(t.businessId, t.replaces),
    index("api_keys_created_by_idx").on(t.createdBy),
    index("api_keys_ended_idx").on(sql`least(${t.revokedAt}, ${t.expiresAt})`),
  ],
);

/**
 * Who changed what, from what to what, written in the transaction of the change. Triggers and grants keep rows as they
 * were written; no value of a personal or secret column is in one.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    publicId: uuid("public_id").notNull(),
    occurredAt: instant("occurred_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    actorKind: text("actor_kind").notNull(),
    /** The account, or the key. */
    actorId: uuid("actor_id"),
    /** Which of the platform's own jobs or commands. */
    actorName: text("actor_name"),
    /** The admin who acted as the account. */
    impersonatorId: uuid("impersonator_id"),
    action: text("action").notNull(),
    businessId: integer("business_id"),
    salonId: uuid("salon_id"),
    subjectType: text("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    before: jsonb("before").$type<Record<string, unknown>>(),
    after: jsonb("after").$type<Record<string, unknown>>(),
    /** What somebody said why. */
    reason: text("reason"),
    requestId: text("request_id"),
  },
  (t) => [
    tenantReference("audit_log_salon_fk", [t.businessId, t.salonId], salons),
    index("audit_log_salon_idx").on(t.businessId, t.salonId, t.id),
    index("audit_log_subject_idx").on(t.subjectId, t.id),
    index("audit_log_actor_idx").on(t.actorId, t.id),
    index("audit_log_impersonator_idx")
      .on(t.impersonatorId, t.id)
      .where(sql`${t.impersonatorId} is not null`),
    index("audit_log_action_idx").on(t.action, t.id),
    index("audit_log_occurred_at_idx").on(t.occurredAt),
  ],
);

/** What was spent of a budget, where several servers count together. */
export const rateCounters = pgTable(
  "rate_counters",
  {
    /** SHA-256 of the budget's name and of who spends. */
    key: bytea("key").primaryKey(),
    count: integer("count").notNull(),
    resetsAt: instant("resets_at").notNull(),
  },
  (t) => [index("rate_counters_resets_at_idx").on(t.resetsAt)],
);
