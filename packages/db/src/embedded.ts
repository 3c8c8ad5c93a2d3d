import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import postgres from "postgres";

import { serverAccount } from "./embedded/account.ts";
import { findBinaries } from "./embedded/binaries.ts";
import { prepareCluster } from "./embedded/cluster.ts";
import { dataHome, SHARED_FOLDER } from "./embedded/folders.ts";
import { ownerOf, takeFolder } from "./embedded/owner-lock.ts";
import { clearOldServer, ServerStartError, startServer, stopServer } from "./embedded/server.ts";
import type { Server, ServerPlace } from "./embedded/server.ts";

const URL_FILE = "url";

export type EmbeddedOptions = {
  readonly dataDir: string;
  /** A free one when left out. */
  readonly port?: number;
  /** No fsync: for tests, whose data nobody wants back. */
  readonly fast?: boolean;
  readonly onNotice?: (message: string) => void;
};

export type EmbeddedDatabase = AsyncDisposable & {
  /** The application's database, as its ordinary owner `salon`. */
  readonly url: string;
  /** The maintenance database, as the superuser `postgres`. */
  readonly adminUrl: string;
  readonly port: number;
  readonly version: string;
  stop(): Promise<void>;
};

/**
 * Starts a real PostgreSQL on 127.0.0.1 whose data lives in `dataDir`, and starts it again when it dies.
 * It ends with `stop()` and with this process. Throws when another living process holds `dataDir`, or when
 * the asked port is taken.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const account = serverAccount();
  const home = dataHome(options.dataDir, account);
  const lock = takeFolder(home);
  if (!lock) throw new Error(`The database in ${options.dataDir} is in use by ${ownerOf(home)}.`);
  if (home.startsWith(SHARED_FOLDER)) {
    options.onNotice?.(`The account "postgres" cannot enter ${options.dataDir}: its data lie in ${home}.`);
  }
  try {
    const binaries = findBinaries(account);
    const cluster = await prepareCluster(home, binaries, account, options.fast ?? false);
    const place = { binaries, account, home, cluster: cluster.folder };
    await clearOldServer(place);
    const { server, port } = await startOnPort(place, options);
    const keeper = keepRunning(place, port, server, options);
    const adminUrl = `postgres://postgres:${cluster.password}@127.0.0.1:${port}/postgres`;
    const version = await prepareDatabase(adminUrl, cluster.password);
    const url = `postgres://salon:${cluster.password}@127.0.0.1:${port}/salon`;
    writeFileSync(join(home, URL_FILE), url, { mode: 0o600 });
    const stop = async () => {
      await keeper.stop();
      lock.release();
    };
    return { url, adminUrl, port, version, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The address of the database that another living process serves from `dataDir`. */
export function runningEmbedded(dataDir: string): string | undefined {
  if (!existsSync(dataDir)) return undefined;
  const home = dataHome(dataDir, serverAccount());
  const lock = takeFolder(home);
  lock?.release();
  return lock ? undefined : readFileSync(join(home, URL_FILE), "utf8");
}

async function startOnPort(
  place: ServerPlace,
  options: EmbeddedOptions,
): Promise<{ server: Server; port: number }> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const port = options.port ?? (await freePort());
    try {
      return { server: await startServer(place, port, settingsOf(options)), port };
    } catch (error) {
      const failure = error instanceof ServerStartError ? error.failure : "other";
      if (failure === "port taken" && options.port) {
        throw new Error(`Port ${port} on 127.0.0.1 is taken: the database needs another one.`, {
          cause: error,
        });
      }
      if (failure === "other" || Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

/** Starts the server again whenever it ends unasked. */
function keepRunning(place: ServerPlace, port: number, first: Server, options: EmbeddedOptions) {
  let stopping = false;
  const watch = async (started: Server) => {
    let server = started;
    for (let failures = 0; failures < 10;) {
      await server.exited;
      if (stopping) return;
      options.onNotice?.("The database ended unexpectedly and is started again.");
      try {
        ({ server } = await startOnPort(place, { ...options, port }));
        failures = 0;
        if (stopping) await stopServer(place);
      } catch (error) {
        failures += 1;
        options.onNotice?.(error instanceof Error ? error.message : String(error));
        await sleep(500);
      }
    }
  };
  const watching = watch(first);
  return {
    async stop() {
      stopping = true;
      await stopServer(place);
      await watching;
    },
  };
}

function settingsOf({ fast }: EmbeddedOptions): string[] {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "timezone=UTC",
    "log_timezone=UTC",
    "jit=off",
    ...(fast ? ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] : []),
  ];
  return settings.flatMap((setting) => ["-c", setting]);
}

/** The application's role and database, made once; returns the server's version. */
async function prepareDatabase(adminUrl: string, password: string): Promise<string> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = 'salon'`;
    if (!role) await sql.unsafe(`create role salon login password '${password}'`);
    const [database] = await sql`select 1 from pg_database where datname = 'salon'`;
    if (!database) await sql.unsafe("create database salon owner salon");
    const [server] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
    return server?.version ?? "unknown";
  } finally {
    await sql.end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
