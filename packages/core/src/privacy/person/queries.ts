import type { Db, Tx } from "@salon/db";
import { getColumns } from "drizzle-orm";
import { emptied, emptyBookings } from "../emptying/queries.ts";
import { columnsOf } from "../personal-columns.ts";
import { ownedTables } from "../personal-tables/queries.ts";

export type PersonsRecord = Record<string, unknown>;

/** By table, what is kept of a person and is not a secret, with the ids and times of the rows: a statement a table. */
export async function readRecordsOf(db: Db, userId: string): Promise<Record<string, PersonsRecord[]>> {
  const read = ownedTables().map(async ({ key, table, of, told }) => {
    const columns = getColumns(table);
    const shown = new Set([...columnsOf(key, "personal"), ...Object.keys(columns).filter(isIdOrTime)]);
    if (columnsOf(key, "personal").length === 0 && !told) return [];
    const own = Object.fromEntries(Object.entries(columns).filter(([name]) => shown.has(name)));
    const rows = await db
      .select({ ...own, ...told })
      .from(table)
      .where(of(userId));
    return [[key, rows] as const];
  });
  return Object.fromEntries((await Promise.all(read)).flat());
}

/** Takes from every table what it keeps of a person: a statement a table. Returns the bookings that told something. */
export async function eraseRecordsOf(tx: Tx, userId: string): Promise<string[]> {
  const emptiedBookings: string[] = [];
  for (const { key, table, of, erased, cut } of ownedTables()) {
    if (erased === "deleted") await tx.delete(table).where(of(userId));
    else if (key === "bookings") emptiedBookings.push(...(await emptyBookings(tx, of(userId))));
    else await tx.update(table).set(emptied(key, cut)).where(of(userId));
  }
  return emptiedBookings;
}

function isIdOrTime(name: string): boolean {
  return name === "id" || name.endsWith("At");
}
