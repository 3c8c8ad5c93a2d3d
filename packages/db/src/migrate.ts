import { readdirSync } from "node:fs";
import { join } from "node:path";

import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";

import type { Sql } from "postgres";
import { connect } from "./client.ts";

const MIGRATIONS_FOLDER = join(import.meta.dirname, "..", "migrations");
/** "salon" in ASCII: any number that every migrating process agrees on. */
const MIGRATION_LOCK = 0x73_61_6c_6f_6e;

/** Applies the migrations that the database lacks. One process migrates at a time, the others wait. */
export async function migrate(url: string, migrationsFolder: string = MIGRATIONS_FOLDER): Promise<void> {
  const client = connect(url, {
    poolSize: 1,
    applicationName: "salon migrate",
    prepare: false,
    statementTimeoutMs: 0,
  });
  try {
    await client`set lock_timeout = 0`;
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await runMigrations(drizzle({ client }), { migrationsFolder });
  } finally {
    await client.end({ timeout: 5 });
  }
}

export type ServerFacts = { readonly version: string; readonly address: string };

/**
 * Says which server `url` leads to. Throws when it is older than PostgreSQL 15 or may lose a commit it has
 * acknowledged.
 */
export async function assertDurable(url: string): Promise<ServerFacts> {
  const client = connect(url, { poolSize: 1, applicationName: "salon check" });
  try {
    const settings = await client<{ name: string; setting: string }[]>`
      select name, setting from pg_settings
      where name in ('server_version', 'server_version_num', 'fsync', 'synchronous_commit', 'full_page_writes')`;
    const setting = new Map(settings.map((row) => [row.name, row.setting]));
    const { host } = new URL(url);
    const server = `PostgreSQL ${setting.get("server_version")} at ${host}`;
    if (Number(setting.get("server_version_num")) < 150_000)
      throw new Error(`${server} is too old: 15 is the oldest.`);
    const off = ["fsync", "synchronous_commit", "full_page_writes"].filter(
      (name) => setting.get(name) === "off",
    );
    if (off.length > 0)
      throw new Error(`${server} may lose what it has acknowledged: turn on ${off.join(", ")}.`);
    return { version: setting.get("server_version") ?? "unknown", address: host };
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Throws while a database lacks one of our migrations; a newer release's are welcome. */
export async function assertMigrated(sql: Sql): Promise<void> {
  const rows = await sql<{ name: string }[]>`select name from drizzle.__drizzle_migrations`;
  const applied = new Set(rows.map(({ name }) => name));
  const missing = migrationNames().filter((name) => !applied.has(name));
  if (missing.length > 0) throw new Error(`The database lacks the migrations ${missing.join(", ")}.`);
}

let names: readonly string[] | undefined;

function migrationNames(): readonly string[] {
  names ??= readdirSync(MIGRATIONS_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  return names;
}
