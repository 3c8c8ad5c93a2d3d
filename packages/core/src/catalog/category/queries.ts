import type { ListOfSalon } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { serviceCategories } from "@salon/db/schema";
import { and, asc, eq, inArray, isNull, max, sql } from "drizzle-orm";
import { readCursor } from "../../cursor.ts";
import { keptIn } from "../../rule/index.ts";
import type { SalonRow } from "../../salon/index.ts";

export type CategoryRow = typeof serviceCategories.$inferSelect;
type Salon = Pick<SalonRow, "businessId" | "id">;

const liveOf = ({ businessId, id }: Salon) =>
  and(
    eq(serviceCategories.businessId, businessId),
    eq(serviceCategories.salonId, id),
    isNull(serviceCategories.archivedAt),
  );

/** In the order of the menu, one more than the page holds. */
export async function listCategories(
  db: Db,
  salon: Salon,
  { limit, cursor }: ListOfSalon,
): Promise<CategoryRow[]> {
  const [position, id] = readCursor(cursor, ["number", "id"]) ?? [];
  const after = sql`(${serviceCategories.position}, ${serviceCategories.id}) > (${position}::int, ${id}::uuid)`;
  return db
    .select()
    .from(serviceCategories)
    .where(and(liveOf(salon), cursor === undefined ? undefined : after))
    .orderBy(asc(serviceCategories.position), asc(serviceCategories.id))
    .limit(limit + 1);
}

/** Those of the ids that are on the menu. */
export async function findCategories(db: Db, salon: Salon, ids: readonly string[]): Promise<CategoryRow[]> {
  return db
    .select()
    .from(serviceCategories)
    .where(and(liveOf(salon), inArray(serviceCategories.id, [...ids])));
}

/** A new category goes to the end of the menu. */
export async function insertCategory(
  tx: Tx,
  salon: Salon,
  values: Pick<CategoryRow, "id" | "name">,
): Promise<CategoryRow> {
  const [last] = await tx
    .select({ position: max(serviceCategories.position) })
    .from(serviceCategories)
    .where(and(eq(serviceCategories.businessId, salon.businessId), eq(serviceCategories.salonId, salon.id)));
  const position = (last?.position ?? 0) + 1;
  const [inserted] = await tx
    .insert(serviceCategories)
    .values({ ...values, businessId: salon.businessId, salonId: salon.id, position })
    .returning();
  if (!inserted) throw new Error("INSERT … RETURNING gave no row");
  return inserted;
}

export const { save: saveCategory, archive: archiveCategory } = keptIn(serviceCategories);
