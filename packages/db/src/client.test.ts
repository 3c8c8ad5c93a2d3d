import { sql } from "drizzle-orm";
import { integer, pgTable } from "drizzle-orm/pg-core";
import { expect, expectTypeOf, test } from "vitest";

import { openDatabase, transaction } from "./client.ts";
import type { Db, Tx } from "./client.ts";
import { createTestDatabase } from "./testing.ts";

const numbers = pgTable("numbers", { value: integer().notNull() });

async function openNumbers() {
  const clone = await createTestDatabase();
  const database = openDatabase(clone.url, { poolSize: 3, applicationName: "client test" });
  await database.sql`create table numbers (value integer not null)`;
  const dispose = async () => {
    await database.close();
    await clone[Symbol.asyncDispose]();
  };
  return { ...database, [Symbol.asyncDispose]: dispose };
}

const all = (db: Db) => db.select().from(numbers);
const add = (tx: Tx, value: number) => tx.insert(numbers).values({ value });

test("a transaction's rows are there together or not at all", async () => {
  await using database = await openNumbers();
  await transaction(database.db, async (tx) => {
    await add(tx, 1);
    expect(await all(tx)).toEqual([{ value: 1 }]);
    expect(await all(database.db)).toEqual([]);
  });
  const refused = transaction(database.db, async (tx) => {
    await add(tx, 2);
    throw new Error("refused");
  });
  await expect(refused).rejects.toThrow("refused");
  expect(await all(database.db)).toEqual([{ value: 1 }]);
});

test("every connection carries its timeouts and its name", async () => {
  await using database = await openNumbers();
  const rows = await database.db.execute<{ name: string; setting: string }>(sql`
    select name, setting from pg_settings where name like '%timeout' and setting <> '0' or name = 'application_name'`);
  expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toMatchObject({
    application_name: "client test",
    statement_timeout: "15000",
    lock_timeout: "3000",
    idle_in_transaction_session_timeout: "10000",
  });
});

test("a waiter gives up after three seconds", async () => {
  await using database = await openNumbers();
  await transaction(database.db, async (tx) => {
    await tx.execute(sql`lock table numbers`);
    const waiter = transaction(database.db, (other) => add(other, 1));
    await expect(waiter).rejects.toMatchObject({ cause: { code: "55P03" } });
  });
});

test("writing outside a transaction does not compile", async () => {
  await using database = await openNumbers();
  // @ts-expect-error a Db is not a Tx
  const write = () => add(database.db, 1);
  expectTypeOf<Db>().not.toHaveProperty("insert");
  // @ts-expect-error transactions do not nest
  const nest = () => transaction(database.db, (tx) => transaction(tx, () => Promise.resolve()));
  expect([write, nest]).toHaveLength(2);
});
