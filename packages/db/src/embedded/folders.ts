import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";

import type { Account } from "./account.ts";

export const SHARED_FOLDER = "/var/lib/salon";

/**
 * The folder that holds the server's data: `dataDir`, or a folder in /var/lib that `dataDir/elsewhere` points to
 * when the server's account cannot walk to `dataDir`.
 */
export function dataHome(dataDir: string, account: Account | undefined): string {
  const asked = resolve(dataDir);
  mkdirSync(asked, { recursive: true });
  if (!account) return realpathSync(asked);
  chmodSync(asked, 0o755);
  if (isTraversable(asked)) return realpathSync(asked);
  const link = join(asked, "elsewhere");
  if (!existsSync(link)) {
    const home = mkdtempSync(join(sharedFolder(), "data-"));
    chmodSync(home, 0o755);
    rmSync(link, { force: true });
    symlinkSync(home, link);
  }
  return realpathSync(link);
}

/** Whether any account may walk to `path`. */
export function isTraversable(path: string): boolean {
  const real = realpathSync(path);
  for (let folder = real; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** A folder of root's that every account may enter. */
export function sharedFolder(): string {
  mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  chmodSync(SHARED_FOLDER, 0o755);
  if (!isTraversable(SHARED_FOLDER)) {
    throw new Error(`The account "postgres" must be able to enter ${SHARED_FOLDER}.`);
  }
  return SHARED_FOLDER;
}
