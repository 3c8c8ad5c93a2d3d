import type { NotificationKind } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { clientOptOuts, clients, notificationPreferences } from "@salon/db/schema";
import { eq, sql } from "drizzle-orm";

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
    .select({ businessId: clients.businessId, id: clients.id })
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
