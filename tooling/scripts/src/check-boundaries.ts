import { join } from "node:path";

import { Visitor } from "@swc/core/Visitor.js";
import { cruise } from "dependency-cruiser";
import type { ICruiseResult } from "dependency-cruiser";

import { boundaries } from "./boundaries.ts";

/** Fewer modules than this means that the parser read nothing, and then nothing is broken either. */
const LEAST_MODULES = 100;

const ROOT = join(import.meta.dirname, "..", "..", "..");
const FIXTURE = join(import.meta.dirname, "..", "fixtures", "boundaries");

const OPTIONS = {
  // TypeScript 7 has no API that dependency-cruiser could use.
  parser: "swc",
  validate: true,
  tsPreCompilationDeps: true,
  doNotFollow: { path: "node_modules" },
  exclude: { path: "/(dist|coverage)/" },
} as const;

teachUsingDeclarations();
const problems = [...brokenIn(await read(ROOT), LEAST_MODULES), ...unprovenIn(await read(FIXTURE))];
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;

async function read(folder: string): Promise<ICruiseResult> {
  process.chdir(folder);
  const { output } = await cruise(
    ["packages", "apps"],
    { ...OPTIONS, baseDir: folder, ruleSet: { forbidden: [...boundaries] } },
    {
      extensions: [".ts", ".js", ".json", ".d.ts"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  );
  if (typeof output === "string") throw new Error("dependency-cruiser answered with a text.");
  return output;
}

function brokenIn({ summary }: ICruiseResult, least: number): string[] {
  const broken = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  const counted = `${summary.totalCruised} modules read`;
  if (summary.totalCruised < least) return [...broken, `Only ${counted}: nothing is shown by that.`];
  process.stdout.write(`Boundaries: ${counted}, ${broken.length} violations.\n`);
  return broken;
}

/** A rule that has never failed is not known to work: each fails on the file that bears its name. */
function unprovenIn({ summary }: ICruiseResult): string[] {
  const planted = summary.violations.filter(({ rule, from }) => from.includes(`/${rule.name}`));
  const failed = new Set(planted.map(({ rule }) => rule.name));
  const names = boundaries.map((rule) => rule.name ?? "");
  process.stdout.write(
    `Boundaries: ${failed.size} of ${names.length} rules fail on their planted violations.\n`,
  );
  return names
    .filter((name) => !failed.has(name))
    .map((name) => `${name}: no planted violation makes it fail.`);
}

/** The visitor that dependency-cruiser walks with throws on `using`, which holds no import. */
function teachUsingDeclarations(): void {
  const visitStatement = Reflect.get<Visitor, "visitStatement">(Visitor.prototype, "visitStatement");
  Visitor.prototype.visitStatement = function visitKnown(statement) {
    const type: string = statement.type;
    return type === "UsingDeclaration" ? statement : visitStatement.call(this, statement);
  };
}
