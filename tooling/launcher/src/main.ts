import { existsSync } from "node:fs";

import { readLauncherConfig } from "./config.ts";
import { launch } from "./launch.ts";

const mode = process.argv[2] === "dev" ? "dev" : "start";
try {
  if (existsSync(".env")) process.loadEnvFile();
  await launch(mode, readLauncherConfig(process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
// A handle that an aborted start left open must not keep the process.
process.exit();
