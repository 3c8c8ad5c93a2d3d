import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { startEmbedded } from "@salon/db/embedded";
import { assertDurable, migrate } from "@salon/db/migrate";

import { runApp } from "./app-process.ts";
import type { App } from "./app-process.ts";
import type { LauncherConfig } from "./config.ts";
import { onEndRequest } from "./end-request.ts";
import { onSourceChange } from "./source-changes.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const SEED = join(ROOT, "tooling", "seed", "src", "main.ts");

/**
 * Runs database, worker and server until asked to end; ends them in the opposite order. Throws when the server
 * cannot start.
 */
export async function launch(mode: "dev" | "start", config: LauncherConfig): Promise<void> {
  const end = onEndRequest();
  await assertPortFree(config);
  await using running = new AsyncDisposableStack();
  const databaseUrl = config.databaseUrl ?? (await startOwnDatabase(config, running));
  const { version, address } = await assertDurable(databaseUrl);
  await migrate(databaseUrl);
  say(
    `Database: PostgreSQL ${version} at ${address}${config.databaseUrl ? "" : `, data in ${config.dataDir}`}`,
  );

  const environment = childEnvironment(mode, config, databaseUrl);
  const demo = mode === "dev" && existsSync(SEED) ? await seed(environment) : "";
  if (end.requested) return;
  const worker = running.adopt(runApp("worker", entryOf("worker"), environment), (app) => app.stop());
  const server = running.adopt(runApp("server", entryOf("server"), environment), (app) => app.stop());
  if (mode === "dev") watchSources([worker, server], running);
  const answer = await Promise.race([firstAnswer(config, server), end.request]);
  if (answer === "not started" && mode === "start")
    throw new Error("The server could not start: its log says why.");
  if (answer === "ready") sayAddresses(mode, config, demo);
  await end.request;
  say("Ending …");
}

async function startOwnDatabase(config: LauncherConfig, running: AsyncDisposableStack): Promise<string> {
  const dataDir = join(config.dataDir, "postgres");
  const database = running.use(await startEmbedded({ dataDir, onNotice: say }));
  return database.url;
}

function childEnvironment(
  mode: "dev" | "start",
  config: LauncherConfig,
  databaseUrl: string,
): NodeJS.ProcessEnv {
  return {
    ...(mode === "dev" && { NODE_ENV: "development" }),
    // Photos are decoded on several threads, and glibc would keep memory for each.
    MALLOC_ARENA_MAX: "2",
    ...process.env,
    DATABASE_URL: databaseUrl,
    DATA_DIR: config.dataDir,
    PORT: String(config.port),
    HOST: config.host,
  };
}

function entryOf(app: "server" | "worker"): string {
  return join(ROOT, "apps", app, "src", "main.ts");
}

/** Answers what the demo has to say for newcomers: nothing where the database is somebody's own. */
async function seed(env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, [SEED, "--if-empty"], { stdio: ["ignore", "pipe", "inherit"], env });
  const [said, [code]] = await Promise.all([
    text(child.stdout),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error("The demo could not be made: the lines above say why.");
  return said.trimEnd();
}

/** Says so before anything is started; the server itself has the last word. */
async function assertPortFree({ port, host }: LauncherConfig): Promise<void> {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, "listening");
  } catch (error) {
    throw new Error(`Port ${port} on ${host} cannot be used: set PORT to a free one.`, { cause: error });
  }
  probe.close();
  await once(probe, "close");
}

/** Resolves when the server says that it is ready, or when it ends before that. */
async function firstAnswer(config: LauncherConfig, server: App): Promise<"ready" | "not started"> {
  const host = config.host === "0.0.0.0" || config.host === "::" ? "localhost" : config.host;
  let ended = false;
  void server.firstExit.then(() => (ended = true));
  while (!ended) {
    const answer = await fetch(`http://${host}:${config.port}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return "ready";
    await new Promise((next) => setTimeout(next, 100));
  }
  return "not started";
}

function watchSources(apps: readonly App[], running: AsyncDisposableStack): void {
  const watcher = onSourceChange(ROOT, async (file) => {
    say(`${file} changed: starting again`);
    for (const app of apps) await app.restart();
  });
  running.adopt(watcher, (open) => open.close());
}

function sayAddresses(mode: "dev" | "start", { port }: LauncherConfig, demo: string): void {
  const site = `http://localhost:${port}`;
  if (demo) say(demo);
  say(`Ready:  ${site}/\nAPI:    ${site}/docs`);
  if (mode === "dev") say(`Mails:  ${site}/dev/outbox`);
}

function say(message: string): void {
  process.stdout.write(`${message}\n`);
}
