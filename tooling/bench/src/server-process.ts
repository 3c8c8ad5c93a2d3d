import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A server in a process of its own, so that its CPU time is nobody else's. */
export type ServerProcess = AsyncDisposable & {
  readonly url: string;
  /** CPU seconds that it has used so far. */
  readonly cpuSeconds: () => Promise<number>;
  /** The most memory that it has had so far. */
  readonly peakMegabytes: () => Promise<number>;
};

/** What a server's process says to its parent. */
export type Said = { readonly port: number } | { readonly cpuMicros: number; readonly peakKilobytes: number };

export async function startProcess(file: string, given: unknown): Promise<ServerProcess> {
  const child = fork(join(import.meta.dirname, file), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  child.send({ given });
  const listening = await said(child);
  if (!("port" in listening)) throw new Error(`${file} did not listen`);
  const used = async () => {
    child.send("used");
    const told = await said(child);
    if (!("cpuMicros" in told)) throw new Error(`${file} did not tell what it has used`);
    return told;
  };
  return {
    url: `http://127.0.0.1:${listening.port}`,
    cpuSeconds: async () => (await used()).cpuMicros / 1e6,
    peakMegabytes: async () => ((await used()).peakKilobytes * 1024) / 1e6,
    async [Symbol.asyncDispose]() {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

async function said(child: ChildProcess): Promise<Said> {
  const ended = new AbortController();
  const gone = once(child, "exit", { signal: ended.signal }).then(() => {
    throw new Error("A server under test ended");
  });
  try {
    const [message] = (await Promise.race([once(child, "message"), gone])) as [Said];
    return message;
  } finally {
    ended.abort();
    gone.catch(() => undefined);
  }
}
