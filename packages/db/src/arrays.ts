import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";

/** A PostgreSQL array of ids, numbers or words: a JavaScript array that is bound becomes a list of parameters. */
export function arrayOf(values: readonly (number | string)[]): string {
  return `{${values.join(",")}}`;
}

type Keyed<Id> = { readonly businessId: number; readonly id: Id };

/** The keys of rows, as rows that references within the tenant meet; `type` is the ids' array type. */
export function keysOf(keyed: readonly Keyed<number | string>[], type: SQL = sql`uuid[]`): SQL {
  const businessIds = arrayOf(keyed.map(({ businessId }) => businessId));
  return sql`select * from unnest(${businessIds}::int[], ${arrayOf(keyed.map(({ id }) => id))}::${type})`;
}
