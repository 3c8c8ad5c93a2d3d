import { readConfig } from "@salon/runtime";
import type { Config } from "@salon/runtime";

export type LauncherConfig = Pick<Config, "port" | "host" | "dataDir"> & {
  /** Undefined: an embedded database in the data folder. */
  readonly databaseUrl: string | undefined;
};

/** Stands for the address that the embedded database will have. */
const TO_COME = "postgres://embedded";

/** Judges the whole environment before anything starts. Throws one error that lists every problem. */
export function readLauncherConfig(env: NodeJS.ProcessEnv): LauncherConfig {
  const given = env["DATABASE_URL"] || undefined;
  const { port, host, dataDir } = readConfig({ ...env, DATABASE_URL: given ?? TO_COME });
  return { port, host, dataDir, databaseUrl: given };
}
