import type { Db, Tx } from "@salon/db";
import { webhookEndpoints } from "@salon/db/schema";
import { and, asc, count, eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { SalonRow } from "../salon/index.ts";

export type WebhookRow = typeof webhookEndpoints.$inferSelect;
export type WebhookKey = Pick<WebhookRow, "businessId" | "id">;
type Salon = Pick<SalonRow, "businessId" | "id">;

/** In the order in which they were made, one more than asked for. */
export async function findWebhooks(
  db: Db,
  salon: Salon,
  limit: number,
  after: readonly string[] | undefined,
): Promise<WebhookRow[]> {
  const { createdAt, id } = webhookEndpoints;
  const [madeAt = "", lastId = ""] = after ?? [];
  return db
    .select()
    .from(webhookEndpoints)
    .where(and(isOf(salon), after && sql`(${createdAt}, ${id}) > (${madeAt}::timestamptz, ${lastId}::uuid)`))
    .orderBy(asc(createdAt), asc(id))
    .limit(limit + 1);
}

export async function findWebhook(db: Db, salon: Salon, webhookId: string): Promise<WebhookRow | undefined> {
  const [found] = await db
    .select()
    .from(webhookEndpoints)
    .where(and(isOf(salon), eq(webhookEndpoints.id, webhookId)));
  return found;
}

/** As it is now, and stays until the transaction ends: who sends there and who owns it change it alike. */
export async function lockWebhook(tx: Tx, key: WebhookKey): Promise<WebhookRow | undefined> {
  const [found] = await tx.select().from(webhookEndpoints).where(isThis(key)).for("no key update");
  return found;
}

export async function countWebhooks(db: Db, salon: Salon): Promise<number> {
  const [row] = await db.select({ all: count() }).from(webhookEndpoints).where(isOf(salon));
  return row?.all ?? 0;
}

export async function insertWebhook(
  tx: Tx,
  values: typeof webhookEndpoints.$inferInsert,
): Promise<WebhookRow> {
  const [inserted] = await tx.insert(webhookEndpoints).values(values).returning();
  if (!inserted) throw new Error("INSERT … RETURNING gave no row");
  return inserted;
}

/** Saves a change as the next version. */
export async function saveWebhook(
  tx: Tx,
  webhook: WebhookRow,
  changes: PgUpdateSetSource<typeof webhookEndpoints>,
): Promise<WebhookRow> {
  const [saved] = await tx
    .update(webhookEndpoints)
    .set({ ...changes, version: webhook.version + 1, updatedAt: sql`statement_timestamp()` })
    .where(isThis(webhook))
    .returning();
  if (!saved) throw new Error("UPDATE … RETURNING gave no row");
  return saved;
}

/** What is learned of an address by sending there; its version tells of what its owners say. */
export async function noteHealth(
  tx: Tx,
  webhook: WebhookKey,
  health: Pick<WebhookRow, "failingSince" | "retryAt">,
): Promise<void> {
  await tx.update(webhookEndpoints).set(health).where(isThis(webhook));
}

/** With its deliveries. */
export async function deleteWebhook(tx: Tx, webhook: WebhookKey): Promise<void> {
  await tx.delete(webhookEndpoints).where(isThis(webhook));
}

function isOf({ businessId, id }: Salon) {
  return and(eq(webhookEndpoints.businessId, businessId), eq(webhookEndpoints.salonId, id));
}

function isThis({ businessId, id }: WebhookKey) {
  return and(eq(webhookEndpoints.businessId, businessId), eq(webhookEndpoints.id, id));
}
