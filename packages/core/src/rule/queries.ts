import type { Tx } from "@salon/db";
import type { addOns, resources, resourceTypes, serviceCategories, services, staff } from "@salon/db/schema";
import { and, eq, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Changes } from "../changes.ts";

type Table =
  | typeof addOns
  | typeof resources
  | typeof resourceTypes
  | typeof serviceCategories
  | typeof services
  | typeof staff;
type Key = { readonly businessId: number; readonly id: string };

/** How things of a salon's rules are kept in their table: each write is their next version. */
export function keptIn<Of extends Table>(table: Of) {
  type Row = Of["$inferSelect"];
  const next = async (tx: Tx, { businessId, id }: Key, changes: object): Promise<Row> => {
    const rows: unknown[] = await tx
      .update<PgTable>(table)
      .set({ ...changes, version: sql`${table.version} + 1`, updatedAt: sql`now()` })
      .where(and(eq(table.businessId, businessId), eq(table.id, id)))
      .returning();
    return firstOf<Row>(rows);
  };
  return {
    save: (tx: Tx, row: Key, changes: Changes<Row>): Promise<Row> => next(tx, row, changes),
    archive: (tx: Tx, row: Key): Promise<Row> => next(tx, row, { archivedAt: sql`now()` }),
  };
}

/** `RETURNING` gives rows of the table that was written, which is not known by its type here. */
function firstOf<Row>([saved]: unknown[]): Row {
  if (!saved) throw new Error("UPDATE … RETURNING gave no row");
  return saved as Row;
}
