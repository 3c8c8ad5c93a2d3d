import { readFileSync } from "node:fs";

export type EndRequest = {
  readonly request: Promise<"end">;
  readonly requested: boolean;
};

/**
 * Resolves when a signal asks us to end, or when the package manager that started us is gone: npx and pnpm do not
 * always pass a signal on. A second signal, later than an echo of the first, ends at once.
 */
export function onEndRequest(): EndRequest {
  const { promise, resolve } = Promise.withResolvers<"end">();
  let since: number | undefined;
  const request = () => {
    if (since !== undefined && Date.now() - since > 2_000) process.exit(1);
    since ??= Date.now();
    resolve("end");
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, request);
  process.once("disconnect", request);
  const starters = packageManagers();
  const watch = setInterval(() => {
    if (packageManagers().join() === starters.join()) return;
    clearInterval(watch);
    request();
  }, 500);
  watch.unref();
  return {
    request: promise,
    get requested() {
      return since !== undefined;
    },
  };
}

/** The processes above us, as far up as they are npm's, npx's or pnpm's. Empty where there is no /proc. */
function packageManagers(): number[] {
  const found: number[] = [];
  for (let pid = process.ppid; pid > 1;) {
    const facts = factsOf(pid);
    if (!facts || !/\b(npm|npx|pnpm)\b/.test(facts.command)) break;
    found.push(pid);
    pid = facts.parent;
  }
  return found;
}

function factsOf(pid: number): { command: string; parent: number } | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return { command, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
