import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

import { startEmbedded } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import { describeSchema } from "./schema-doc.ts";
import { readSchema } from "./schema-sql.ts";
import { withDatabase } from "./with-database.ts";

const PACKAGE = join(import.meta.dirname, "..");
const GOLDEN_SCHEMA = join(PACKAGE, "schema.sql");
const GOLDEN_DOCUMENT = join(PACKAGE, "..", "..", "docs", "schema.md");

const COMMANDS: Record<string, (args: readonly string[]) => Promise<void>> = {
  /** Writes the migration that the schema needs: `--name verb_noun`, `--custom` for one by hand. */
  generate: (args) => kit("generate", args),
  migrate: () => withDatabase(applyMigrations),
  check,
  studio,
  schema,
  seed,
};

if (existsSync(".env")) process.loadEnvFile(".env");
const [command = "", ...args] = process.argv.slice(2);
const run = COMMANDS[command];
if (!run) throw new Error(`Unknown command "${command}". There are: ${Object.keys(COMMANDS).join(", ")}.`);
await run(args);

async function applyMigrations(url: string): Promise<void> {
  await migrate(url);
  say(`Migrated ${new URL(url).host}.`);
}

/** Fails on migrations that conflict, and on a schema that no migration makes yet. */
async function check(): Promise<void> {
  await kit("check", []);
  const dryRun = [kitProgram(), "generate", "--explain", "--output", "json"];
  const { stdout, stderr } = spawnSync(process.execPath, dryRun, { cwd: PACKAGE, encoding: "utf8" });
  if (stdout.includes('"no_changes"')) return;
  fail(`The schema and its migrations differ: run pnpm db:generate.\n${(stdout + stderr).slice(0, 1_000)}`);
}

async function studio(options: readonly string[]): Promise<void> {
  await withDatabase(async (url) => {
    await migrate(url);
    say(
      "Drizzle Studio answers on http://127.0.0.1:4983 (its API); the page is https://local.drizzle.studio.",
    );
    await kit("studio", ["--host", "127.0.0.1", ...options], { DATABASE_URL: url });
  });
}

/** Writes schema.sql and docs/schema.md, or with `--check` fails when they are not what the migrations and the schema make. */
async function schema(options: readonly string[]): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "salon-schema-"));
  const database = await startEmbedded({ dataDir, fast: true });
  await migrate(database.url);
  const made = await readSchema(database.url);
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
  const golden = [
    [GOLDEN_SCHEMA, made],
    [GOLDEN_DOCUMENT, describeSchema()],
  ] as const;
  for (const [file, content] of golden) {
    if (!options.includes("--check")) writeFileSync(file, content);
    else if (!existsSync(file) || readFileSync(file, "utf8") !== content)
      fail(`${basename(file)} is stale: run pnpm golden.`);
  }
}

/** Makes the demo. */
async function seed(options: readonly string[]): Promise<void> {
  const program = join(PACKAGE, "..", "..", "tooling", "seed", "src", "main.ts");
  await withDatabase(async (url) => {
    await migrate(url);
    await runProgram([program, ...options], process.cwd(), { DATABASE_URL: url });
  });
}

async function kit(
  name: string,
  options: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<void> {
  await runProgram([kitProgram(), name, ...options], PACKAGE, environment);
}

async function runProgram(
  program: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, program, { cwd, stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => child.kill(signal));
  const [code] = (await once(child, "exit")) as [number | null];
  if (code) process.exitCode = 1;
}

function kitProgram(): string {
  return join(dirname(createRequire(import.meta.url).resolve("drizzle-kit")), "bin.cjs");
}

function say(message: string): void {
  process.stdout.write(`${message}\n`);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
