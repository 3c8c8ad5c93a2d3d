import type { Tx } from "@salon/db";
import { clients, salons, users } from "@salon/db/schema";
import { and, asc, eq, isNull } from "drizzle-orm";

export type PersonRow = typeof users.$inferSelect;
export type ClientRow = typeof clients.$inferSelect;
/** A record of a person, and a salon that knows it. */
export type KnownClient = {
  readonly client: ClientRow;
  readonly salon: Pick<typeof salons.$inferSelect, "businessId" | "id" | "testNow">;
};

/**
 * Holds an account that is not erased yet, and its records: who books for it has done so, or sees that it is gone. A
 * record is locked before the account, as by who books, and once more for those that came until then.
 */
export async function lockPerson(tx: Tx, userId: string): Promise<PersonRow | undefined> {
  await lockRecords(tx, userId);
  const [person] = await tx
    .select()
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.erasedAt)))
    .for("update");
  if (person) await lockRecords(tx, userId);
  return person;
}

/** In every salon that sees them, of those that are in use. */
export async function findRecordsOf(tx: Tx, userId: string): Promise<KnownClient[]> {
  const { businessId, id, testNow } = salons;
  return tx
    .select({ client: clients, salon: { businessId, id, testNow } })
    .from(clients)
    .innerJoin(salons, eq(salons.businessId, clients.businessId))
    .where(and(eq(clients.userId, userId), isNull(clients.archivedAt)))
    .orderBy(asc(clients.id), asc(salons.id));
}

async function lockRecords(tx: Tx, userId: string): Promise<void> {
  await tx
    .select({ id: clients.id })
    .from(clients)
    .where(eq(clients.userId, userId))
    .orderBy(asc(clients.id))
    .for("no key update");
}
