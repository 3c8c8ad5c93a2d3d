import type { DependencyType, IForbiddenRuleType } from "dependency-cruiser";

const source = (...packages: readonly string[]) => packages.map((name) => `^(packages|apps)/${name}/`);
const npm = (...names: readonly string[]) => names.map((name) => `(^|/)node_modules/${name}/|^${name}(/|$)`);
const ANY_NPM = "(^|/)node_modules/|^(?!packages/|apps/|tooling/|@salon/|[.])";
const ANY_WORKSPACE = "^(packages|apps|tooling)/|^@salon/";
const TESTS = "[.]test(-d)?[.]ts$|/testing([.]ts$|/)";

/** Who may import whom: the table in ARCHITECTURE.md as rules. */
export const boundaries: readonly IForbiddenRuleType[] = [
  only("contracts-imports-zod-only", ["contracts"], npm("zod")),
  only("scheduling-imports-nothing", ["scheduling"], []),
  only("db-imports-contracts-only", ["db"], [...source("contracts"), ANY_NPM]),
  never("db-knows-no-surface", ["db"], npm("@trpc", "fastify", "@fastify", "pg-boss", "better-auth")),
  only(
    "core-imports-contracts-scheduling-db-only",
    ["core"],
    [...source("contracts", "scheduling", "db"), ANY_NPM],
  ),
  {
    name: "core-knows-no-surface-and-no-sdk",
    severity: "error",
    from: { path: source("core"), pathNot: TESTS },
    to: { dependencyTypesNot: ["core"], path: ANY_NPM, pathNot: npm("drizzle-orm") },
  },
  {
    name: "core-feature-enters-another-by-its-index",
    severity: "error",
    from: { path: "^packages/core/src/([^/]+)/", pathNot: TESTS },
    to: { path: "^packages/core/src/[^/]+/", pathNot: ["^packages/core/src/$1/", "/index[.]ts$"] },
  },
  {
    name: "core-speaks-sql-in-queries-only",
    severity: "error",
    from: { path: source("core"), pathNot: [TESTS, "/queries[.]ts$"] },
    to: { path: npm("drizzle-orm") },
  },
  only(
    "api-imports-contracts-and-core-only",
    ["api"],
    [...source("contracts", "core", "rest-bridge"), ANY_NPM],
  ),
  never("api-knows-no-table-and-no-fastify", ["api"], npm("drizzle-orm", "postgres", "fastify", "@fastify")),
  never("rest-bridge-knows-no-salon", ["rest-bridge"], [ANY_WORKSPACE], { pathNot: source("rest-bridge") }),
  only(
    "runtime-imports-contracts-core-db-only",
    ["runtime"],
    [...source("contracts", "core", "db"), ANY_NPM],
  ),
  only(
    "server-imports-surfaces-and-runtime-only",
    ["server"],
    [...source("api", "contracts", "core", "rest-bridge", "runtime"), ANY_NPM],
  ),
  never("server-knows-core-by-type-only", ["server"], source("core"), { dependencyTypesNot: ["type-only"] }),
  never("server-knows-no-sql", ["server"], npm("drizzle-orm", "postgres")),
  only("worker-imports-core-and-runtime-only", ["worker"], [...source("core", "runtime"), ANY_NPM]),
  never(
    "worker-knows-no-surface",
    ["worker"],
    npm("@trpc", "fastify", "@fastify", "drizzle-orm", "postgres"),
  ),
  only(
    "client-imports-contracts-and-the-router-only",
    ["client", "web"],
    [...source("api", "contracts"), ANY_NPM],
  ),
  never("client-knows-the-router-by-type-only", ["client", "web"], source("api"), {
    dependencyTypesNot: ["type-only"],
  }),
  {
    name: "nobody-imports-an-app",
    severity: "error",
    from: { path: "^(packages|apps)/([^/]+)/" },
    to: { path: "^apps/", pathNot: "^apps/$2/" },
  },
  {
    name: "nobody-imports-tooling",
    severity: "error",
    from: { path: "^(packages|apps)/" },
    to: { path: "^tooling/|^@salon/(scripts|launcher|seed|bench|faults)(/|$)" },
  },
  {
    name: "no-circle",
    severity: "error",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "every-import-resolves",
    severity: "error",
    from: { pathNot: "[.]d[.]ts$" },
    to: { couldNotResolve: true },
  },
];

/** Everything that is not allowed is forbidden. */
function only(name: string, packages: readonly string[], allowed: readonly string[]): IForbiddenRuleType {
  return {
    name,
    severity: "error",
    from: { path: source(...packages), pathNot: TESTS },
    to: { pathNot: [...source(...packages), ...allowed] },
  };
}

function never(
  name: string,
  packages: readonly string[],
  forbidden: readonly string[],
  target: { pathNot?: string[]; dependencyTypesNot?: DependencyType[] } = {},
): IForbiddenRuleType {
  return {
    name,
    severity: "error",
    from: { path: source(...packages), pathNot: TESTS },
    to: { path: [...forbidden], ...target },
  };
}
