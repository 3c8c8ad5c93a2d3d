import type { ListOfSalon } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { resources } from "@salon/db/schema";
import { and, asc, eq, inArray, isNull, max, sql } from "drizzle-orm";
import { readCursor } from "../../cursor.ts";
import { keptIn } from "../../rule/index.ts";
import type { SalonRow } from "../../salon/index.ts";

export type UnitRow = typeof resources.$inferSelect;
type Salon = Pick<SalonRow, "businessId" | "id">;

const ofSalon = ({ businessId, id }: Salon) =>
  and(eq(resources.businessId, businessId), eq(resources.salonId, id));

/** In the order in which they are chosen, one more than the page holds. */
export async function listUnits(db: Db, salon: Salon, { limit, cursor }: ListOfSalon): Promise<UnitRow[]> {
  const [position, id] = readCursor(cursor, ["number", "id"]) ?? [];
  const after = sql`(${resources.position}, ${resources.id}) > (${position}::int, ${id}::uuid)`;
  return db
    .select()
    .from(resources)
    .where(and(ofSalon(salon), isNull(resources.archivedAt), cursor === undefined ? undefined : after))
    .orderBy(asc(resources.position), asc(resources.id))
    .limit(limit + 1);
}

/** Those of the ids that are live units of this salon. */
export async function findUnits(db: Db, salon: Salon, ids: readonly string[]): Promise<UnitRow[]> {
  return db
    .select()
    .from(resources)
    .where(and(ofSalon(salon), inArray(resources.id, [...ids]), isNull(resources.archivedAt)));
}

/** A new unit is chosen after the others. */
export async function insertUnit(
  tx: Tx,
  salon: Salon,
  values: Pick<UnitRow, "id" | "name" | "resourceTypeId" | "calendarId">,
): Promise<UnitRow> {
  const [last] = await tx
    .select({ position: max(resources.position) })
    .from(resources)
    .where(ofSalon(salon));
  const position = (last?.position ?? 0) + 1;
  const [inserted] = await tx
    .insert(resources)
    .values({ ...values, businessId: salon.businessId, salonId: salon.id, position })
    .returning();
  if (!inserted) throw new Error("INSERT … RETURNING gave no row");
  return inserted;
}

export const { save: saveUnit, archive: archiveUnit } = keptIn(resources);
