import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

export type App = {
  /** Resolves when the app's first process ends, for whatever reason. */
  readonly firstExit: Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const PRELOAD = pathToFileURL(join(import.meta.dirname, "end-with-parent.ts")).href;
/** Longer than the longest SHUTDOWN_DELAY_MS and the requests that are finished after it. */
const PATIENCE_MS = 45_000;
const SHORT_PAUSE_MS = 250;

/** Runs one app as a child process, and starts it again, ever more slowly, when it ends unasked. */
export function runApp(name: string, entry: string, env: NodeJS.ProcessEnv): App {
  let wanted = true;
  let pauseMs = SHORT_PAUSE_MS;
  const asked = new WeakSet<ChildProcess>();
  let child = begin();
  const firstExit = exitOf(child);

  function begin(): ChildProcess {
    const [started, since] = [spawnApp(entry, env), Date.now()];
    started.once("exit", () => void revive(started, Date.now() - since));
    return started;
  }

  async function revive(ended: ChildProcess, livedMs: number): Promise<void> {
    if (asked.has(ended)) return;
    pauseMs = livedMs > 30_000 ? SHORT_PAUSE_MS : Math.min(pauseMs * 2, 10_000);
    process.stderr.write(`The ${name} ended unexpectedly and is started again in ${pauseMs / 1000} s.\n`);
    await sleep(pauseMs);
    if (wanted && ended === child) child = begin();
  }

  async function end(): Promise<void> {
    asked.add(child);
    await endProcess(child);
  }

  return {
    firstExit,
    async restart() {
      const old = child;
      await end();
      if (wanted && old === child) child = begin();
    },
    async stop() {
      wanted = false;
      await end();
    },
  };
}

/** A process group of its own: Ctrl-C reaches the launcher alone, which ends its children in order. */
function spawnApp(entry: string, env: NodeJS.ProcessEnv): ChildProcess {
  const stdio = ["ignore", "inherit", "inherit", "ipc"] as const;
  return spawn(process.execPath, ["--import", PRELOAD, entry], { env, stdio: [...stdio], detached: true });
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = exitOf(child);
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  await exited;
  clearTimeout(timer);
}

async function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}
