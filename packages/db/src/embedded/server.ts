import { execFile, execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync, unlinkSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";

const run = promisify(execFile);

export type ServerPlace = {
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly home: string;
  readonly cluster: string;
};

export type Server = { readonly exited: Promise<void> };

export type StartFailure = "port taken" | "old server still ending" | "other";

export class ServerStartError extends Error {
  override readonly name = "ServerStartError";
  readonly failure: StartFailure;
  constructor(log: string) {
    super(`PostgreSQL did not start: ${log.trim().split("\n").slice(-8).join("\n")}`);
    this.failure = failureIn(log);
  }
}

/** Starts the server and returns when it accepts connections. Throws `ServerStartError`. */
export async function startServer(
  place: ServerPlace,
  port: number,
  settings: readonly string[],
): Promise<Server> {
  const logFile = join(place.home, "postgres.log");
  const before = readStatus(place.cluster);
  const log = openSync(logFile, sizeOf(logFile) > 10_000_000 ? "w" : "a", 0o600);
  const logStart = sizeOf(logFile);
  const child = spawnTied(place, ["-D", place.cluster, "-p", String(port), ...settings], log);
  closeSync(log);
  let end: string | undefined;
  const exited = new Promise<void>((resolve) => {
    child.once("error", (error) => resolve(void (end = error.message)));
    child.once("exit", () => resolve(void (end ??= "")));
  });
  while (end === undefined) {
    const status = readStatus(place.cluster);
    if (status?.state === "ready" && status.text !== before?.text) return { exited };
    await sleep(15);
  }
  throw new ServerStartError(end + readFileSync(logFile).subarray(logStart).toString("utf8"));
}

/** Ends the server, its clients' transactions rolled back; without one it does nothing. */
export async function stopServer(place: ServerPlace): Promise<void> {
  if (!isServing(place.cluster)) return;
  const flags = ["stop", "--pgdata", place.cluster, "--mode=fast", "--timeout=60", "--silent"];
  await run(place.binaries.pgCtl, flags, { ...place.account, cwd: place.home }).catch((error: unknown) => {
    if (isServing(place.cluster)) throw error;
  });
}

/** Ends a server that a dead parent left behind, and forgets a pid file whose number is another process's now. */
export async function clearOldServer(place: ServerPlace): Promise<void> {
  const status = readStatus(place.cluster);
  if (!status) return;
  if (isServing(place.cluster)) await stopServer(place);
  else if (commandOf(status.pid) !== "") unlinkSync(join(place.cluster, "postmaster.pid"));
}

/**
 * A server of its own process group, so that Ctrl-C reaches us alone, that ends when our end of its third pipe
 * closes: with us, even by kill -9.
 */
function spawnTied(place: ServerPlace, args: readonly string[], log: number): ChildProcess {
  const options = { ...place.account, cwd: place.home, env: { ...process.env, LC_ALL: "C", TZ: "UTC" } };
  const { postgres } = place.binaries;
  if (platform() === "win32") return spawn(postgres, args, { ...options, stdio: ["ignore", log, log] });
  const script = `"$@" </dev/null 3<&- & server=$!
{ read -r _ <&3; kill -INT $server; } & watch=$!
wait $server; code=$?
kill $watch; exit $code`;
  return spawn("/bin/sh", ["-c", script, "sh", postgres, ...args], {
    ...options,
    stdio: ["ignore", log, log, "pipe"],
    detached: true,
  });
}

function isServing(cluster: string): boolean {
  const status = readStatus(cluster);
  return status !== undefined && commandOf(status.pid).includes(cluster);
}

/** The first line of postmaster.pid is the process, the eighth its state (PostgreSQL's pidfile.h). */
function readStatus(cluster: string): { pid: number; state: string; text: string } | undefined {
  try {
    const text = readFileSync(join(cluster, "postmaster.pid"), "utf8");
    const lines = text.split("\n");
    return { pid: Number(lines[0]), state: lines[7]?.trim() ?? "", text };
  } catch {
    return undefined;
  }
}

/** The command line of a process, empty when there is none. */
function commandOf(pid: number): string {
  try {
    if (platform() === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" });
  } catch {
    return "";
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function failureIn(log: string): StartFailure {
  if (/Address already in use|could not bind/i.test(log)) return "port taken";
  return /pre-existing shared memory block|lock file .* already exists/i.test(log)
    ? "old server still ending"
    : "other";
}
