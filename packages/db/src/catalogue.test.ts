import { getColumns, getTableName, isTable } from "drizzle-orm";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CLASSIFICATION } from "./classification.ts";
import { openDatabase } from "./client.ts";
import type { Database } from "./client.ts";
import { describeSchema } from "./schema-doc.ts";
import * as schema from "./schema/index.ts";
import { createTestDatabase } from "./testing.ts";
import type { TestDatabase } from "./testing.ts";

let clone: TestDatabase;
let database: Database;
let sql: Sql;
beforeAll(async () => {
  clone = await createTestDatabase();
  database = openDatabase(clone.url, { poolSize: 1, applicationName: "catalogue test" });
  sql = database.sql;
});
afterAll(async () => {
  await database.close();
  await clone[Symbol.asyncDispose]();
});

const namesOf = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);

test("every foreign key has an index that begins with its columns", async () => {
  const withoutIndex = await sql<{ name: string }[]>`
    select conname as name from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
      select from pg_index
      where indrelid = conrelid and indisvalid
        and (indkey::int2[])[0:cardinality(conkey) - 1] @> conkey and (indkey::int2[])[0:cardinality(conkey) - 1] <@ conkey
        -- A partial index serves the key where only rows without the reference are left out.
        and (indpred is null or pg_get_expr(indpred, indrelid) ~ '^[(][a-z_]+ IS NOT NULL[)]$'))`;
  expect(namesOf(withoutIndex)).toEqual([]);
});

test("references inside a tenant name the tenant", async () => {
  const outOfTenant = await sql<{ name: string }[]>`
    with tenant as (
      select attrelid, attnum from pg_attribute join pg_class on pg_class.oid = attrelid
      where attname = 'business_id' and relkind = 'r' and relnamespace = 'public'::regnamespace)
    select conname as name from pg_constraint
    join tenant t on t.attrelid = conrelid join tenant r on r.attrelid = confrelid
    where contype = 'f' and not (t.attnum = any (conkey) and r.attnum = any (confkey))`;
  expect(namesOf(outOfTenant)).toEqual([]);
});

/** Not a tenant's, or one that holds several tenants' rows. */
const GLOBAL = [
  "accounts",
  "admins",
  "audit_log",
  "businesses",
  "categories",
  "devices",
  "files",
  "idempotency_keys",
  "log_readers",
  "notification_preferences",
  "rate_counters",
  "sessions",
  "two_factors",
  "users",
  "verifications",
];
/** With a number of their own, for constraints or an order need one. */
const NUMBERED = ["allocations", "calendars", "events"];

test("every table is a tenant's, by its primary key", async () => {
  const tables = await sql<{ name: string; key: string[] }[]>`
    select relname as name, array(
      select attname::text from unnest(conkey) with ordinality k (attnum, place)
      join pg_attribute on attrelid = conrelid and pg_attribute.attnum = k.attnum order by place) as key
    from pg_constraint join pg_class on pg_class.oid = conrelid
    where contype = 'p' and relnamespace = 'public'::regnamespace order by relname`;
  const others = tables.filter(({ name, key }) => key[0] !== "business_id" && !NUMBERED.includes(name));
  expect(namesOf(others)).toEqual(GLOBAL);
  const keyed = await sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'business_id' and is_nullable = 'NO'`;
  expect(namesOf(keyed)).toEqual(expect.arrayContaining(NUMBERED));
  expect(new Set(namesOf(keyed)).size + GLOBAL.length).toBe(tables.length);
});

test("every instant knows its zone, and nothing is money in floating point", async () => {
  const doubtful = await sql<{ name: string }[]>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and (
      data_type in ('timestamp without time zone', 'time without time zone', 'time with time zone', 'money', 'json')
      or column_name like '%minor' and data_type <> 'integer'
      or column_name like '%\\_at' and data_type <> 'timestamp with time zone')`;
  expect(namesOf(doubtful)).toEqual([]);
});

test("every column of the database is in the schema, and classified", async () => {
  const actual = await sql<{ name: string }[]>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' order by 1`;
  const classified = Object.entries(schema).flatMap(([key, table]) => {
    if (!isTable(table)) return [];
    const columns = new Map<string, { readonly name: string }>(Object.entries(getColumns(table)));
    const classes = Object.keys(CLASSIFICATION[key as keyof typeof CLASSIFICATION]);
    return classes.map((column) => `${getTableName(table)}.${columns.get(column)?.name}`);
  });
  expect(classified.toSorted()).toEqual(namesOf(actual).toSorted());
});

test("every table is in the schema's document", () => {
  const titles = describeSchema()
    .split("\n")
    .filter((line) => line.startsWith("### "));
  const tables = Object.values(schema).filter((exported) => isTable(exported));
  expect(titles.toSorted()).toEqual(tables.map((table) => `### ${getTableName(table)}`).toSorted());
});
