import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import postgres from "postgres";
import type { TestProject } from "vitest/node";

import { startEmbedded } from "../embedded.ts";
import { takeFolder } from "../embedded/owner-lock.ts";
import { migrate } from "../migrate.ts";

/** What `createTestDatabase` needs to know of the one server of a test run. */
export type TestServer = {
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly owner: string;
  readonly template: string;
};

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

const FOLDER_PREFIX = "salon-test-";

/** One PostgreSQL for the whole run: that of TEST_DATABASE_URL (a superuser's), or an embedded one. */
export default async function setUpTestServer(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  const { urls, stop } = given ? external(given) : await embedded();
  const owner = new URL(urls.ownerUrl).username;
  const template = `salon_test_${randomBytes(4).toString("hex")}`;
  const admin = postgres(urls.adminUrl, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${template} owner ${owner}`);
  const templateUrl = new URL(urls.ownerUrl);
  templateUrl.pathname = template;
  await migrate(templateUrl.href);
  project.provide("testServer", { ...urls, owner, template });
  return async () => {
    if (given) await dropClones(admin, template);
    await admin.end();
    await stop();
  };
}

type Urls = Pick<TestServer, "adminUrl" | "ownerUrl">;

function external(url: string): { urls: Urls; stop: () => Promise<void> } {
  return { urls: { adminUrl: url, ownerUrl: url }, stop: () => Promise.resolve() };
}

async function embedded(): Promise<{ urls: Urls; stop: () => Promise<void> }> {
  removeLeftovers();
  const dataDir = mkdtempSync(join(tmpdir(), FOLDER_PREFIX));
  const database = await startEmbedded({ dataDir, fast: true });
  const stop = async () => {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { urls: { adminUrl: database.adminUrl, ownerUrl: database.url }, stop };
}

/** Folders of runs that were killed: nobody holds them, and they are not being made this minute. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FOLDER_PREFIX))) {
    const folder = join(tmpdir(), name);
    if (Date.now() - statSync(folder).mtimeMs < 60_000) continue;
    const lock = takeFolder(folder);
    if (!lock) continue;
    lock.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function dropClones(admin: postgres.Sql, template: string): Promise<void> {
  const clones = await admin<{ name: string }[]>`
    select datname as name from pg_database where starts_with(datname, ${template})`;
  for (const { name } of clones) await admin.unsafe(`drop database if exists ${name} with (force)`);
}
