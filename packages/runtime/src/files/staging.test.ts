import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { openStaging } from "./staging.ts";

test("what breaks off leaves nothing, however soon it does", async () => {
  const folder = await mkdtemp(join(tmpdir(), "salon-staging-"));
  const stage = await openStaging(folder);
  const broken = () =>
    new Readable({ read: () => undefined }).on("error", () => undefined).destroy(new Error("Broke off"));
  for (let round = 0; round < 300; round += 1) {
    const ends = await Promise.allSettled(Array.from({ length: 6 }, () => stage(broken(), 1_000)));
    expect(ends.every(({ status }) => status === "rejected")).toBe(true);
  }
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
