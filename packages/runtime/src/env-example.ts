import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Variables } from "./variables.ts";

const FILE = join(import.meta.dirname, "..", "..", "..", ".env.example");

/** Every variable with what it is for and its default, commented out: an empty file is a working one. */
export function envExample(): string {
  const entries = Object.entries(Variables.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined);
    return `# ${schema.description ?? ""}\n# ${name}=${fallback.success ? textOf(fallback.data) : ""}\n`;
  });
  return `# Copy to .env and change what you need.\n\n${entries.join("\n")}`;
}

function textOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

if (import.meta.main) {
  const text = envExample();
  if (!process.argv.includes("--check")) await writeFile(FILE, text);
  else if ((await readFile(FILE, "utf8").catch(() => "")) !== text) {
    process.stderr.write(".env.example is not current: run pnpm golden\n");
    process.exitCode = 1;
  }
}
