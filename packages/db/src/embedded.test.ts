import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import postgres from "postgres";
import { expect, test } from "vitest";

import { startEmbedded } from "./embedded.ts";
import { assertDurable } from "./migrate.ts";

function temporaryFolder(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), "salon-test-embedded-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

async function query(url: string, statement: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, backoff: () => 0.05 });
  try {
    return [...(await sql.unsafe(statement).values())];
  } finally {
    await sql.end();
  }
}

function serverProcess(dataDir: string): number {
  const home = existsSync(join(dataDir, "elsewhere")) ? realpathSync(join(dataDir, "elsewhere")) : dataDir;
  return Number.parseInt(readFileSync(join(home, "cluster", "postmaster.pid"), "utf8"), 10);
}

function isRunning(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

test("the application owns its database without being a superuser, and may create the extensions", async () => {
  using folder = temporaryFolder();
  await using database = await startEmbedded({ dataDir: folder.path });
  for (const name of ["btree_gist", "pg_trgm", "citext", "unaccent"]) {
    await query(database.url, `create extension ${name}`);
  }
  expect(await query(database.url, "select rolsuper from pg_roles where rolname = current_user")).toEqual([
    [false],
  ]);
  expect(await query(database.url, "select lower('ÄÉ') || upper('ö')")).toEqual([["äéÖ"]]);
  expect(await assertDurable(database.url)).toMatchObject({ address: `127.0.0.1:${database.port}` });
});

test("rows survive the kill of the server, which starts again on the same port", async () => {
  using folder = temporaryFolder();
  await using database = await startEmbedded({ dataDir: folder.path });
  await query(database.url, "create table kept as select 42 as answer");
  process.kill(serverProcess(folder.path), "SIGKILL");
  await expect
    .poll(() => query(database.url, "select answer from kept"), { timeout: 10_000 })
    .toEqual([[42]]);
});

test("rows survive the kill of the parent, and the server ends with it", async () => {
  using folder = temporaryFolder();
  const parent = spawn(process.execPath, [
    join(import.meta.dirname, "embedded", "testing-parent.ts"),
    folder.path,
  ]);
  const [url] = (await once(parent.stdout, "data")) as [Buffer];
  await query(url.toString().trim(), "create table kept as select 42 as answer");
  const server = serverProcess(folder.path);
  parent.kill("SIGKILL");
  await once(parent, "exit");
  await using restarted = await startEmbedded({ dataDir: folder.path });
  expect(await query(restarted.url, "select answer from kept")).toEqual([[42]]);
  expect(isRunning(server)).toBe(false);
});

test("a killed parent leaves no server behind", async () => {
  using folder = temporaryFolder();
  const parent = spawn(process.execPath, [
    join(import.meta.dirname, "embedded", "testing-parent.ts"),
    folder.path,
  ]);
  await once(parent.stdout, "data");
  const server = serverProcess(folder.path);
  parent.kill("SIGKILL");
  await expect.poll(() => isRunning(server), { timeout: 10_000 }).toBe(false);
});

test("a second start on one folder says who holds it, and the first goes on", async () => {
  using folder = temporaryFolder();
  await using first = await startEmbedded({ dataDir: folder.path, fast: true });
  await expect(startEmbedded({ dataDir: folder.path, fast: true })).rejects.toThrow(
    `in use by process ${process.pid}`,
  );
  expect(await query(first.url, "select 1")).toEqual([[1]]);
});

test("of two starts at once one wins", async () => {
  using folder = temporaryFolder();
  const starts = await Promise.allSettled(
    [1, 2].map(() => startEmbedded({ dataDir: folder.path, fast: true })),
  );
  expect(starts.map((start) => start.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  for (const start of starts) if (start.status === "fulfilled") await start.value.stop();
});

test("a half-made data folder is made again, and what was there is kept aside", async () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, "cluster.new", "base"), { recursive: true });
  mkdirSync(join(folder.path, "cluster"));
  writeFileSync(join(folder.path, "cluster", "something"), "");
  await using database = await startEmbedded({ dataDir: folder.path, fast: true });
  expect(await query(database.url, "select 1")).toEqual([[1]]);
});

test("a taken port is said clearly", async () => {
  using folder = temporaryFolder();
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await expect(startEmbedded({ dataDir: folder.path, port, fast: true })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken`,
  );
  other.close();
});

test.runIf(process.getuid?.() === 0)(
  "root's private folder is replaced by one that the server may enter",
  async () => {
    using folder = temporaryFolder();
    const dataDir = join(folder.path, "private", "data");
    mkdirSync(join(folder.path, "private"), { mode: 0o700 });
    const database = await startEmbedded({ dataDir, fast: true });
    const home = realpathSync(join(dataDir, "elsewhere"));
    expect(await query(database.url, "select 1")).toEqual([[1]]);
    await database.stop();
    rmSync(home, { recursive: true });
  },
);

test("a server without fsync is refused as not durable", async () => {
  using folder = temporaryFolder();
  await using database = await startEmbedded({ dataDir: folder.path, fast: true });
  await expect(assertDurable(database.url)).rejects.toThrow(
    /turn on fsync, synchronous_commit, full_page_writes/,
  );
});
