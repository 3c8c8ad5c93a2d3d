import { sql } from "drizzle-orm";
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, instant, xid8 } from "./columns.ts";
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
    foreignKey({
      columns: [t.businessId, t.salonId],
      foreignColumns: [salons.businessId, salons.id],
      name: "events_salon_fk",
    }),
    index("events_log_idx").on(t.businessId, t.salonId, t.transactionId, t.id),
    index("events_subject_idx").on(t.businessId, t.subjectId),
  ],
);

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
