import { CLASSIFICATION } from "@salon/db/classification";
import type { TableKey } from "@salon/db/classification";
import * as schema from "@salon/db/schema";
import { getTableName, isTable } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { columnsOf } from "../personal-columns.ts";
import { emptied } from "../emptying/queries.ts";
import { PERSONAL_TABLES } from "./queries.ts";

const KEYS = Object.keys(CLASSIFICATION) as TableKey[];
const TABLES = Object.entries(schema).flatMap(([key, table]) => (isTable(table) ? [{ key, table }] : []));

test("whose the rows are is said of every table that holds something personal or names an account", () => {
  const personal = KEYS.filter((key) => columnsOf(key, "personal", "secret").length > 0);
  const naming = TABLES.filter(({ table }) =>
    getTableConfig(table).foreignKeys.some((key) => getTableName(key.reference().foreignTable) === "users"),
  ).map(({ key }) => key);
  expect(naming.length).toBeGreaterThan(5);
  expect(Object.keys(PERSONAL_TABLES)).toEqual(expect.arrayContaining([...personal, ...naming]));
});

test("what an emptied row keeps says nothing of anybody", () => {
  const left = Object.entries(PERSONAL_TABLES).flatMap(([name, whose]) => {
    const key = name as TableKey;
    if (whose?.erased !== "emptied") return [];
    const values: Record<string, unknown> = emptied(key);
    return columnsOf(key, "personal", "secret").map((column) => [`${name}.${column}`, values[column]]);
  });
  const kept = left.filter(([, value]) => value !== null);
  expect(left.length).toBeGreaterThan(kept.length);
  expect(kept).toEqual([
    ["clients.name", "Erased"],
    ["users.name", "Erased"],
    ["users.email", expect.anything()],
  ]);
});

test("a column that can be neither null nor another text does not pass unseen", () => {
  const emptiedKeys = () => emptied("apiKeys");
  expect(emptiedKeys).toThrow("hash can be neither null nor another text");
});
