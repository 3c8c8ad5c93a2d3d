import type { Ctx } from "@salon/core";
import { openNews } from "@salon/core";
import { expect, test, vi } from "vitest";
import { keepRunning } from "./loops.ts";

// A loop that never looks at its context needs none.
const contextOf = () => ({}) as Ctx;
const onFailure = () => undefined;

test("what there is is done at once, and news wakes for more", async () => {
  const { announce, onNews } = openNews();
  let waiting = 3;
  let done = 0;
  const run = async () => {
    if (waiting === 0) return false;
    waiting -= 1;
    done += 1;
    return true;
  };
  await using _ = keepRunning([{ name: "work", run }], { onNews, contextOf, onFailure });
  await vi.waitFor(() => expect(done).toBe(3));
  waiting = 2;
  announce();
  await vi.waitFor(() => expect(done).toBe(5), { timeout: 500 });
});

test("one that fails is tried again, and holds nobody else up", async () => {
  const failures: unknown[] = [];
  let tries = 0;
  let others = 0;
  const broken = {
    name: "broken",
    run: async () => {
      tries += 1;
      if (tries === 1) throw new Error("not yet");
      return false;
    },
  };
  const healthy = { name: "healthy", run: async () => ++others < 2 };
  await using _ = keepRunning([broken, healthy], {
    onNews: openNews().onNews,
    contextOf,
    onFailure: (name, error) => void failures.push([name, error]),
  });
  await vi.waitFor(() => expect(others).toBeGreaterThanOrEqual(2));
  await vi.waitFor(() => expect(tries).toBeGreaterThanOrEqual(2), { timeout: 5_000 });
  expect(failures).toEqual([["broken", new Error("not yet")]]);
});

test("ending waits for what was begun", async () => {
  let finished = false;
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  const run = async () => {
    resolve();
    await new Promise((done) => setTimeout(done, 50));
    finished = true;
    return false;
  };
  const loops = keepRunning([{ name: "slow", run }], { onNews: openNews().onNews, contextOf, onFailure });
  await begun;
  await loops[Symbol.asyncDispose]();
  expect(finished).toBe(true);
});
