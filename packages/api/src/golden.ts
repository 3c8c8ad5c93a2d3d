import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { apiDocument } from "./document.ts";

const FILE = join(import.meta.dirname, "..", "openapi.json");

/** Writes `openapi.json`; with `--check`, only says whether it is what the code describes. */
const text = `${JSON.stringify(apiDocument(), null, 2)}\n`;
if (!process.argv.includes("--check")) await writeFile(FILE, text);
else if ((await readFile(FILE, "utf8").catch(() => "")) !== text) {
  process.stderr.write("packages/api/openapi.json is not current: run pnpm golden\n");
  process.exitCode = 1;
}
