import type { ListOfSalon } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { resourceTypes } from "@salon/db/schema";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { readCursor } from "../../cursor.ts";
import { keptIn } from "../../rule/index.ts";
import type { SalonRow } from "../../salon/index.ts";

export type TypeRow = typeof resourceTypes.$inferSelect;
type Salon = Pick<SalonRow, "businessId" | "id">;

const liveOf = ({ businessId, id }: Salon) =>
  and(
    eq(resourceTypes.businessId, businessId),
    eq(resourceTypes.salonId, id),
    isNull(resourceTypes.archivedAt),
  );

/** Oldest first, one more than the page holds. */
export async function listTypes(db: Db, salon: Salon, { limit, cursor }: ListOfSalon): Promise<TypeRow[]> {
  const [createdAt, id] = readCursor(cursor, ["instant", "id"]) ?? [];
  const after = sql`(${resourceTypes.createdAt}, ${resourceTypes.id}) > (${createdAt}::timestamptz, ${id}::uuid)`;
  return db
    .select()
    .from(resourceTypes)
    .where(and(liveOf(salon), cursor === undefined ? undefined : after))
    .orderBy(asc(resourceTypes.createdAt), asc(resourceTypes.id))
    .limit(limit + 1);
}

/** Those of the ids that are live types of this salon. */
export async function findTypes(db: Db, salon: Salon, ids: readonly string[]): Promise<TypeRow[]> {
  return db
    .select()
    .from(resourceTypes)
    .where(and(liveOf(salon), inArray(resourceTypes.id, [...ids])));
}

export async function insertType(
  tx: Tx,
  salon: Salon,
  values: Pick<TypeRow, "id" | "name">,
): Promise<TypeRow> {
  const [inserted] = await tx
    .insert(resourceTypes)
    .values({ ...values, businessId: salon.businessId, salonId: salon.id })
    .returning();
  if (!inserted) throw new Error("INSERT … RETURNING gave no row");
  return inserted;
}

export const { save: saveType, archive: archiveType } = keptIn(resourceTypes);

/** Whether the type has units, or a variant on the menu needs it. */
export async function isTypeInUse(tx: Tx, { businessId, id }: TypeRow): Promise<boolean> {
  const [use] = await tx.execute<{ inUse: boolean }>(sql`
    select
      exists (
        select from resources u
        where u.business_id = ${businessId} and u.resource_type_id = ${id} and u.archived_at is null)
      or exists (
        select from variant_resources n
          join service_variants v on v.business_id = n.business_id and v.id = n.variant_id and v.archived_at is null
        where n.business_id = ${businessId} and n.resource_type_id = ${id}) as "inUse"`);
  return use?.inUse ?? false;
}
