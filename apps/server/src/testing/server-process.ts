import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createTestDatabase } from "@salon/db/testing";
import { startChild } from "./child-process.ts";
import type { Child } from "./child-process.ts";

export type ServerProcess = Pick<Child, "log" | "end"> &
  AsyncDisposable & {
    readonly url: string;
    readonly databaseUrl: string;
    readonly dataDir: string;
  };

/** The server as a process of its own, ready, on a database of its own. Throws when it does not start. */
export async function startServerProcess(env: Record<string, string>): Promise<ServerProcess> {
  await using starting = new AsyncDisposableStack();
  const { url: databaseUrl } = starting.use(await createTestDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), "salon-process-"));
  starting.defer(() => rm(dataDir, { recursive: true, force: true }));
  const port = await freePort();
  const given = {
    NODE_ENV: "test",
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: String(port),
    ...env,
  };
  const { log, end, isRunning } = starting.use(startChild(join(import.meta.dirname, "..", "main.ts"), given));
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) {
    if (!isRunning()) throw new Error(`The server did not start: ${log()}`);
    await sleep(50);
  }
  const started = starting.move();
  return { url, databaseUrl, dataDir, log, end, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

/** The worker beside it, taking jobs. */
export async function startWorkerProcess(
  { databaseUrl, dataDir }: Pick<ServerProcess, "databaseUrl" | "dataDir">,
  env: Record<string, string>,
): Promise<Child> {
  const main = join(import.meta.dirname, "../../../worker/src/main.ts");
  const worker = startChild(main, {
    NODE_ENV: "test",
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    ...env,
  });
  while (!worker.log().includes("Taking jobs")) {
    if (!worker.isRunning()) throw new Error(`The worker did not start: ${worker.log()}`);
    await sleep(50);
  }
  return worker;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
