import type { ListOfSalon } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { addOns, serviceAddOns } from "@salon/db/schema";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { readCursor } from "../../cursor.ts";
import { keptIn } from "../../rule/index.ts";
import type { SalonRow } from "../../salon/index.ts";
import type { ServiceRow } from "../service/queries.ts";

export type AddOnRow = typeof addOns.$inferSelect;
/** An add-on with the services that it goes with. */
export type FoundAddOn = { readonly addOn: AddOnRow; readonly serviceIds: string[] };
type Salon = Pick<SalonRow, "businessId" | "id">;

const whole = {
  addOn: addOns,
  serviceIds: sql<string[]>`array(
    select l.service_id from service_add_ons l
    where l.business_id = add_ons.business_id and l.add_on_id = add_ons.id order by 1)`,
};

const liveOf = ({ businessId, id }: Salon) =>
  and(eq(addOns.businessId, businessId), eq(addOns.salonId, id), isNull(addOns.archivedAt));

/** Oldest first, one more than the page holds. */
export async function listAddOnsOf(
  db: Db,
  salon: Salon,
  { limit, cursor }: ListOfSalon,
): Promise<FoundAddOn[]> {
  const [createdAt, id] = readCursor(cursor, ["instant", "id"]) ?? [];
  const after = sql`(${addOns.createdAt}, ${addOns.id}) > (${createdAt}::timestamptz, ${id}::uuid)`;
  return db
    .select(whole)
    .from(addOns)
    .where(and(liveOf(salon), cursor === undefined ? undefined : after))
    .orderBy(asc(addOns.createdAt), asc(addOns.id))
    .limit(limit + 1);
}

/** Those of the ids that are on the menu. */
export async function findAddOns(db: Db, salon: Salon, ids: readonly string[]): Promise<FoundAddOn[]> {
  return db
    .select(whole)
    .from(addOns)
    .where(and(liveOf(salon), inArray(addOns.id, [...ids])));
}

export async function insertAddOn(tx: Tx, values: typeof addOns.$inferInsert): Promise<AddOnRow> {
  const [inserted] = await tx.insert(addOns).values(values).returning();
  if (!inserted) throw new Error("INSERT … RETURNING gave no row");
  return inserted;
}

export const { save: saveAddOn, archive: archiveAddOnRow } = keptIn(addOns);

/** Replaces the services that an add-on goes with. */
export async function linkServices(
  tx: Tx,
  { businessId, id }: AddOnRow,
  serviceIds: readonly string[],
): Promise<void> {
  await tx
    .delete(serviceAddOns)
    .where(and(eq(serviceAddOns.businessId, businessId), eq(serviceAddOns.addOnId, id)));
  if (serviceIds.length === 0) return;
  await tx
    .insert(serviceAddOns)
    .values(serviceIds.map((serviceId) => ({ businessId, serviceId, addOnId: id })));
}

/** Takes a service that leaves the menu from its add-ons. */
export async function unlinkService(tx: Tx, { businessId, id }: ServiceRow): Promise<void> {
  await tx.execute(sql`
    with unlinked as (
      delete from service_add_ons where business_id = ${businessId} and service_id = ${id} returning add_on_id)
    update add_ons set version = version + 1, updated_at = now()
    where business_id = ${businessId} and id in (select add_on_id from unlinked)`);
}
