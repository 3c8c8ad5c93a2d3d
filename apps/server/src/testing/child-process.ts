import { spawn } from "node:child_process";
import { once } from "node:events";

export type Child = AsyncDisposable & {
  /** Everything it has written. */
  readonly log: () => string;
  readonly isRunning: () => boolean;
  /** Asks it to end; what it ends with. */
  readonly end: () => Promise<number>;
  /** Ends it at once, wherever it is. */
  readonly kill: () => void;
};

/** A program of ours as a process of its own; killed when it is disposed of. */
export function startChild(main: string, env: Record<string, string>): Child {
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...env } });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (log += String(data)));
  const ended = once(child, "exit") as Promise<[number]>;
  return {
    log: () => log,
    isRunning: () => child.exitCode === null,
    async end() {
      child.kill("SIGTERM");
      return (await ended)[0];
    },
    kill: () => void child.kill("SIGKILL"),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
