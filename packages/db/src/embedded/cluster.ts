import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";

const run = promisify(execFile);

export type Cluster = { readonly folder: string; readonly password: string };

/** Finds the cluster in `home`, or makes it: whole or, after a crash half way, again from the start. */
export async function prepareCluster(
  home: string,
  binaries: Binaries,
  account: Account | undefined,
  fast: boolean,
): Promise<Cluster> {
  const folder = join(home, "cluster");
  const passwordFile = join(home, "password");
  if (existsSync(join(folder, "PG_VERSION"))) {
    return { folder, password: readFileSync(passwordFile, "utf8").trim() };
  }
  if (existsSync(folder)) renameSync(folder, `${folder}.incomplete-${Date.now()}`);

  const password = randomBytes(18).toString("hex");
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);

  const flags = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = ["--username=postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  const sync = fast ? ["--no-sync"] : [];
  await run(binaries.initdb, [`--pgdata=${draft}`, ...flags, ...access, ...sync], { ...account, cwd: home });
  renameSync(draft, folder);
  return { folder, password };
}
