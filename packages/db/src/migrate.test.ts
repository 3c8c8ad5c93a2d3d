import { expect, test } from "vitest";

import { openDatabase } from "./client.ts";
import { migrate } from "./migrate.ts";
import { readSchema } from "./schema-sql.ts";
import { createTestDatabase } from "./testing.ts";

test("processes that migrate at once apply each migration once", async () => {
  await using clone = await createTestDatabase();
  await using database = openDatabase(clone.url, { poolSize: 1, applicationName: "migrate test" });
  const before = await readSchema(clone.url);
  await database.sql.unsafe("drop schema public cascade; drop schema drizzle cascade; create schema public");
  await Promise.all([1, 2, 3].map(() => migrate(clone.url)));
  const twice =
    await database.sql`select name from drizzle.__drizzle_migrations group by name having count(*) > 1`;
  expect([...twice]).toEqual([]);
  expect(await readSchema(clone.url)).toBe(before);
});
