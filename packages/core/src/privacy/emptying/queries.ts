import type { Tx } from "@salon/db";
import type { TableKey } from "@salon/db/classification";
import { bookings } from "@salon/db/schema";
import { and, getColumns, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { PgColumn, PgTable, PgUpdateSetSource } from "drizzle-orm/pg-core";
import { columnsOf } from "../personal-columns.ts";
import { TABLES } from "../personal-tables/queries.ts";
import type { Whose } from "../personal-tables/queries.ts";

/** What a row's personal and secret columns become: null, or where something must stand a word that says nothing. */
export function emptied<Key extends TableKey>(key: Key, cut: Whose["cut"] = {}) {
  const columns: Record<string, PgColumn> = getColumns(TABLES[key] as PgTable);
  const { version, updatedAt } = columns;
  const values: Record<string, unknown> = {
    ...Object.fromEntries(
      columnsOf(key, "personal", "secret").map((name) => [name, neutralOf(columns, name)] as const),
    ),
    ...cut,
    ...(version && { version: sql`${version} + 1` }),
    ...(updatedAt && { updatedAt: sql`statement_timestamp()` }),
  };
  return values as PgUpdateSetSource<(typeof TABLES)[Key]>;
}

function neutralOf(columns: Record<string, PgColumn>, name: string): SQL | string | null {
  const column = columns[name];
  if (!column?.notNull) return null;
  if (column.getSQLType() !== "text") throw new Error(`${name} can be neither null nor another text`);
  // Not to be foretold: whoever signed up with it first would keep the person from being erased.
  return name === "email" ? sql`'erased-' || gen_random_uuid() || '@erased.invalid'` : "Erased";
}

/** Of visits that tell something; their ids. */
export async function emptyBookings(tx: Tx, which: SQL | undefined): Promise<string[]> {
  const columns: Record<string, PgColumn> = getColumns(bookings);
  const tells = columnsOf("bookings", "personal", "secret").map((name) => sql`${columns[name]} is not null`);
  const rows = await tx
    .update(bookings)
    .set(emptied("bookings"))
    .where(and(which, or(...tells)))
    .returning({ id: bookings.id });
  return rows.map(({ id }) => id);
}
