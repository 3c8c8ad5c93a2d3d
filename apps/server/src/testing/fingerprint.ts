import type { Database } from "@salon/db";

/** Changes with any row of the salons' data: to see that a refusal changed nothing. */
export async function fingerprintOf({ sql }: Pick<Database, "sql">): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not in ('idempotency_keys', 'sessions', 'verifications') order by 1`;
  const digests = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await sql<{ digest: string }[]>`
        select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${sql(name)} t`;
      return `${name} ${row?.digest}`;
    }),
  );
  return digests.join("\n");
}
