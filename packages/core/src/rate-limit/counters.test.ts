import { createTestDatabase } from "@salon/db/testing";
import { openDatabase } from "@salon/db";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { countInDatabase } from "./count-in-database.ts";
import { countInMemory } from "./count-in-memory.ts";
import type { Counters } from "./counters.ts";

type Opened = AsyncDisposable & { readonly counters: Counters };

async function inDatabase(): Promise<Opened> {
  const stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase());
  const { db } = stack.use(openDatabase(url, { poolSize: 5, applicationName: "salon test" }));
  return { counters: countInDatabase(db), [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

async function inMemory(): Promise<Opened> {
  return { counters: countInMemory(), [Symbol.asyncDispose]: async () => undefined };
}

const THREE = { name: "three", max: 3, seconds: 60 };

describe.each([
  ["in memory", inMemory],
  ["in the database", inDatabase],
])("counted %s", (_, open) => {
  test("a budget is spent to its end and no further, each by whom it is", async () => {
    await using opened = await open();
    const { spend } = opened.counters;
    expect(await spend(THREE, "alice")).toEqual({ remaining: 2, seconds: 60, over: false });
    expect(await spend(THREE, "alice")).toMatchObject({ remaining: 1, over: false });
    expect(await spend(THREE, "alice")).toMatchObject({ remaining: 0, over: false });
    expect(await spend(THREE, "alice")).toMatchObject({ remaining: 0, over: true });
    expect(await spend(THREE, "mallory")).toMatchObject({ remaining: 2, over: false });
    expect(await spend({ ...THREE, name: "other" }, "alice")).toMatchObject({ remaining: 2, over: false });
  });

  test("of many at once exactly as many as there are get one", async () => {
    await using opened = await open();
    const spent = await Promise.all(
      Array.from({ length: 40 }, () => opened.counters.spend({ ...THREE, max: 25 }, "alice")),
    );
    expect(spent.filter(({ over }) => !over)).toHaveLength(25);
    expect(new Set(spent.filter(({ over }) => !over).map(({ remaining }) => remaining)).size).toBe(25);
  });

  test("several are spent at once, and where fewer are left there is nothing left", async () => {
    await using opened = await open();
    const { spend } = opened.counters;
    expect(await spend(THREE, "alice", 2)).toMatchObject({ remaining: 1, over: false });
    expect(await spend(THREE, "alice", 2)).toMatchObject({ remaining: 0, over: true });
    expect(await spend(THREE, "alice")).toMatchObject({ over: true });
    expect(await spend(THREE, "mallory", 10)).toMatchObject({ remaining: 0, over: true });
  });

  test("what is taken back can be spent again, what was refused never counted", async () => {
    await using opened = await open();
    const { spend, takeBack } = opened.counters;
    for (let i = 0; i < 5; i += 1) await spend(THREE, "alice");
    await takeBack(THREE, "alice");
    expect(await spend(THREE, "alice")).toMatchObject({ remaining: 0, over: false });
    expect(await spend(THREE, "alice")).toMatchObject({ over: true });
    for (let i = 0; i < 9; i += 1) await takeBack(THREE, "alice");
    expect(await spend(THREE, "alice")).toMatchObject({ remaining: 2 });
    await takeBack(THREE, "nobody");
    expect(await spend(THREE, "nobody")).toMatchObject({ remaining: 2 });
  });

  test("what is forgotten is there again at once, the rest when its time is over", async () => {
    await using opened = await open();
    const { spend, forget } = opened.counters;
    const short = { ...THREE, seconds: 1 };
    for (let i = 0; i < 4; i += 1) await spend(THREE, "alice");
    await forget(THREE, "alice");
    expect(await spend(THREE, "alice")).toMatchObject({ remaining: 2, over: false });
    for (let i = 0; i < 4; i += 1) await spend(short, "bea");
    expect(await spend(short, "bea")).toMatchObject({ over: true });
    await sleep(1_050);
    expect(await spend(short, "bea")).toEqual({ remaining: 2, seconds: 1, over: false });
  });
});

test("two servers on one database count together", async () => {
  await using database = await createTestDatabase();
  await using one = openDatabase(database.url, { poolSize: 3, applicationName: "salon test" });
  await using other = openDatabase(database.url, { poolSize: 3, applicationName: "salon test" });
  const servers = [countInDatabase(one.db), countInDatabase(other.db)];
  const spent = await Promise.all(
    Array.from({ length: 10 }, () => servers.map(({ spend }) => spend(THREE, "alice"))).flat(),
  );
  expect(spent.filter(({ over }) => !over)).toHaveLength(3);
});

test("a process does not remember more than its share", async () => {
  const { spend } = countInMemory();
  for (let i = 0; i < 100_001; i += 1) await spend(THREE, String(i));
  expect(await spend(THREE, "0")).toMatchObject({ remaining: 2 });
  expect(await spend(THREE, "100000")).toMatchObject({ remaining: 1 });
});
