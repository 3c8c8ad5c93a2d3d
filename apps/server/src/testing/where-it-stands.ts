import type { Database } from "@salon/db";

type Place = { readonly schema: string; readonly table: string; readonly column: string };

/** The columns of every table of the database, the queue's among them, that hold a text, plain, in hex or in base64. */
export async function whereItStands(sql: Database["sql"], text: string): Promise<string[]> {
  const columns = await sql<Place[]>`
    select n.nspname as schema, c.relname as table, a.attname as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    order by 1, 2, 3`;
  const disguises = [text, ...inBase64(text), Buffer.from(text).toString("hex")];
  const found: string[] = [];
  for (const { schema, table, column } of columns) {
    const [row] = await sql<{ held: boolean }[]>`
      select exists (
        select from ${sql(schema)}.${sql(table)} t, unnest(${disguises}::text[]) disguise
        where strpos(t.${sql(column)}::text, disguise) > 0) as held`;
    if (row?.held) found.push(schema === "public" ? `${table}.${column}` : `${schema}.${table}.${column}`);
  }
  return found;
}

/** What of it stands in a token, at whichever of three places it begins there. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const bits = 8 * (before + text.length);
    const first = Math.ceil((8 * before) / 6);
    return Buffer.from(" ".repeat(before) + text)
      .toString("base64url")
      .slice(first, Math.floor(bits / 6));
  });
}
