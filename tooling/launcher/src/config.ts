import { resolve } from "node:path";

export type LauncherConfig = {
  readonly port: number;
  readonly host: string;
  /** Undefined: an embedded database in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
};

/** Throws on a PORT that is none. */
export function readLauncherConfig(env: NodeJS.ProcessEnv): LauncherConfig {
  const port = Number(env["PORT"] || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT is not a port: ${env["PORT"]}.`);
  return {
    port,
    host: env["HOST"] || "127.0.0.1",
    databaseUrl: env["DATABASE_URL"] || undefined,
    dataDir: resolve(env["DATA_DIR"] || ".data"),
  };
}
