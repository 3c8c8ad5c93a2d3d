import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createTestDatabase } from "@salon/db/testing";

export type ServerProcess = AsyncDisposable & {
  readonly url: string;
  /** Everything it has written. */
  readonly log: () => string;
  /** Asks it to end; what it ends with. */
  readonly end: () => Promise<number>;
};

/** The server as a process of its own, ready, on a database of its own. Throws when it does not start. */
export async function startServerProcess(env: Record<string, string>): Promise<ServerProcess> {
  await using starting = new AsyncDisposableStack();
  const database = starting.use(await createTestDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), "salon-process-"));
  starting.defer(() => rm(dataDir, { recursive: true, force: true }));
  const port = await freePort();
  const given = {
    NODE_ENV: "test",
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: String(port),
    ...env,
  };
  const child = spawn(process.execPath, [join(import.meta.dirname, "..", "main.ts")], {
    env: { ...process.env, ...given },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (log += String(data)));
  const ended = once(child, "exit") as Promise<[number]>;
  starting.defer(async () => {
    child.kill("SIGKILL");
    await ended;
  });

  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error(`The server did not start: ${log}`);
    await sleep(50);
  }
  const started = starting.move();
  return {
    url,
    log: () => log,
    async end() {
      child.kill("SIGTERM");
      return (await ended)[0];
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
