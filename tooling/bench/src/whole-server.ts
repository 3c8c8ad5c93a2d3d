import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRuntime, readConfig } from "@salon/runtime";
import { buildServer } from "@salon/server";
import { serve } from "./child.ts";

/** The server as production runs it, but for the limits on how often one may ask. */
const dataDir = mkdtempSync(join(tmpdir(), "salon-bench-files-"));
process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));
await serve(async (databaseUrl: string) => {
  const config = readConfig({
    NODE_ENV: "production",
    PUBLIC_URL: "https://salon.example",
    AUTH_SECRET: "a secret of nobody's, for a benchmark",
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
  });
  return buildServer(await openRuntime(config, "server"), { ...config, rateLimits: false });
});
