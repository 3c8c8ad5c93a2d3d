import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..", "..");

/** Decisions tell what was; they are not edited when a file moves. */
const DOCUMENTS = globSync(["*.md", "docs/**/*.md", "{apps,packages,tooling}/*/README.md"], {
  cwd: ROOT,
}).filter((file) => !file.startsWith("docs/decisions/"));
const PNPM_COMMANDS = new Set(["add", "audit", "dlx", "exec", "install", "outdated", "run", "update", "why"]);

const LINK = /\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)/g;
const PATH = /(?<![\w./-])((?:apps|docs|packages|tooling|[.]ci|[.]github)\/[\w.@/-]*[\w/])(?![\w/]*[*<{…])/g;
const SCRIPT = /\bpnpm(?:@\d+)?(?: run)? ([a-z][\w:-]*)/g;

const problems = DOCUMENTS.flatMap(problemsIn);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`Docs: ${DOCUMENTS.length} documents read, ${problems.length} problems.\n`);
if (problems.length > 0) process.exitCode = 1;

function problemsIn(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const scripts = scriptNames();
  const gone = (found: string, path: string) =>
    existsSync(path) ? [] : [`${file}: ${found} does not exist.`];
  return [
    ...matches(text, LINK).flatMap((link) => gone(link, join(ROOT, dirname(file), decodeURI(link)))),
    ...matches(text, PATH).flatMap((path) => gone(path, join(ROOT, path))),
    ...matches(text, SCRIPT)
      .filter((script) => !scripts.has(script) && !PNPM_COMMANDS.has(script))
      .map((script) => `${file}: there is no script "pnpm ${script}".`),
  ];
}

function matches(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))];
}

function scriptNames(): Set<string> {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  return new Set(Object.keys(scripts));
}
