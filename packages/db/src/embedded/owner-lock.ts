import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Held by one process at a time; the kernel frees it when that process dies, however it dies. */
export type OwnerLock = { release(): void };

/** Takes `folder` for this process, or undefined when a living process holds it. */
export function takeFolder(folder: string): OwnerLock | undefined {
  const lock = new DatabaseSync(join(folder, "owner.lock"));
  try {
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    return undefined;
  }
  writeFileSync(join(folder, "owner"), `process ${process.pid}, since ${new Date().toISOString()}`);
  return { release: () => lock.close() };
}

/** Who took `folder` last, for people to read. */
export function ownerOf(folder: string): string {
  try {
    return readFileSync(join(folder, "owner"), "utf8");
  } catch {
    return "another process";
  }
}
