import { join, matchesGlob } from "node:path";
import { LICENCE_EXCEPTIONS } from "./supply/allowed.ts";
import { SUPPLY_RULES } from "./supply/rules.ts";
import { readSupply } from "./supply/supply.ts";

/** Fewer packages than this means that nothing was read, and then nothing is broken either. */
const LEAST_PACKAGES = 100;

const ROOT = join(import.meta.dirname, "..", "..", "..");
const FIXTURE = join(import.meta.dirname, "..", "fixtures", "supply");

const supply = readSupply(ROOT, "node_modules/.pnpm/*/node_modules/{*,@*/*}/package.json");
const planted = readSupply(FIXTURE, "installed/*/package.json");

const broken = Object.values(SUPPLY_RULES).flatMap((rule) => rule(supply));
/** A rule that has never failed is not known to work. */
const unproven = Object.entries(SUPPLY_RULES)
  .filter(([, rule]) => rule(planted).length === 0)
  .map(([name]) => `${name}: no planted violation makes it fail.`);
const needless = Object.keys(LICENCE_EXCEPTIONS)
  .filter((pattern) => !supply.packages.some(({ name }) => matchesGlob(name, pattern)))
  .map((pattern) => `${pattern}: an exception for what is not installed.`);
const few = supply.packages.length < LEAST_PACKAGES ? ["Too few packages: nothing is shown by that."] : [];

const problems = [...broken, ...unproven, ...needless, ...few];
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`Supply: ${supply.packages.length} packages read, ${problems.length} problems.\n`);
if (problems.length > 0) process.exitCode = 1;
