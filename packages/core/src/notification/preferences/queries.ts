import type { NotificationKind } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { addressOptOuts, clientOptOuts, clients, notificationPreferences } from "@salon/db/schema";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Wishes } from "../rules.ts";

/** What people want otherwise than everybody, by account. */
export async function findWishes(db: Db, userIds: readonly string[]): Promise<Map<string, Wishes>> {
  const rows = await db
    .select()
    .from(notificationPreferences)
    .where(inArray(notificationPreferences.userId, [...userIds]));
  const byPerson = Map.groupBy(rows, ({ userId }) => userId);
  return new Map(
    [...byPerson].map(([userId, own]) => [
      userId,
      new Map(own.map(({ kind, channel, enabled }) => [`${kind}:${channel}` as const, enabled])),
    ]),
  );
}

/** As `client:kind`. */
export async function findOptOuts(
  db: Db,
  businessIds: readonly number[],
  clientIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .select({ clientId: clientOptOuts.clientId, kind: clientOptOuts.kind })
    .from(clientOptOuts)
    .where(
      and(
        inArray(clientOptOuts.businessId, [...businessIds]),
        inArray(clientOptOuts.clientId, [...clientIds]),
      ),
    );
  return new Set(rows.map(({ clientId, kind }) => `${clientId}:${kind}`));
}

/** As `address:kind`, the address as it is marked, in hex. */
export async function findAddressOptOuts(
  db: Db,
  businessIds: readonly number[],
  marks: readonly Buffer[],
): Promise<Set<string>> {
  if (marks.length === 0) return new Set();
  const rows = await db
    .select({ address: addressOptOuts.address, kind: addressOptOuts.kind })
    .from(addressOptOuts)
    .where(
      and(inArray(addressOptOuts.businessId, [...businessIds]), inArray(addressOptOuts.address, [...marks])),
    );
  return new Set(rows.map(({ address, kind }) => `${Buffer.from(address).toString("hex")}:${kind}`));
}

type Preference = Pick<typeof notificationPreferences.$inferInsert, "kind" | "channel" | "enabled">;

export async function savePreferences(
  tx: Tx,
  userId: string,
  preferences: readonly Preference[],
): Promise<void> {
  const { kind, channel } = notificationPreferences;
  await tx
    .insert(notificationPreferences)
    .values(preferences.map((preference) => ({ ...preference, userId })))
    .onConflictDoUpdate({
      target: [notificationPreferences.userId, kind, channel],
      set: { enabled: sql`excluded.enabled` },
    });
}

export async function findClient(tx: Tx, clientId: string) {
  const [client] = await tx
    .select({ businessId: clients.businessId, id: clients.id, email: clients.email })
    .from(clients)
    .where(eq(clients.id, clientId));
  return client;
}

type ClientKey = { readonly businessId: number; readonly id: string };

/** False where it was so already. */
export async function insertOptOut(tx: Tx, client: ClientKey, kind: NotificationKind): Promise<boolean> {
  const inserted = await tx
    .insert(clientOptOuts)
    .values({ businessId: client.businessId, clientId: client.id, kind })
    .onConflictDoNothing()
    .returning({ kind: clientOptOuts.kind });
  return inserted.length > 0;
}

/** Whoever comes under this address next. */
export async function insertAddressOptOut(
  tx: Tx,
  { businessId }: Pick<ClientKey, "businessId">,
  address: Buffer,
  kind: NotificationKind,
): Promise<void> {
  await tx.insert(addressOptOuts).values({ businessId, address, kind }).onConflictDoNothing();
}
