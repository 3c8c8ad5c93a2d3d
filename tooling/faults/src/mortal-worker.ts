import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const MAIN = join(import.meta.dirname, "../../../apps/worker/src/main.ts");

/** A worker that is killed and started again; only ever processes that were started here. */
export type MortalWorker = AsyncDisposable & {
  /** Ends it as a power cut would, and starts another. */
  readonly kill: () => Promise<void>;
};

export async function startMortalWorker(env: Record<string, string>): Promise<MortalWorker> {
  let child = await start(env);
  const end = async () => {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  return {
    async kill() {
      await end();
      child = await start(env);
    },
    [Symbol.asyncDispose]: end,
  };
}

/** Resolves when it takes work. */
async function start(env: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, LOG_LEVEL: "info", ...env } });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (log += String(data)));
  while (!log.includes("Taking jobs")) {
    if (child.exitCode !== null) throw new Error(`The worker did not start: ${log}`);
    await sleep(20);
  }
  return child;
}
