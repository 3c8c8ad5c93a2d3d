import { defineConfig } from "vitest/config";

const withoutDatabase = ["packages/{contracts,scheduling,rest-bridge,client}", "tooling/scripts"];
const withDatabase = ["packages/{db,core,api,runtime}", "apps/*", "tooling/{launcher,seed,bench,faults}"];

const testsIn = (folders: readonly string[]) => folders.map((folder) => `${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    reporters: ["default", "./tooling/scripts/src/count-reporter.ts"],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "pure", include: testsIn(withoutDatabase) } },
      {
        extends: true,
        test: {
          name: "database",
          include: testsIn(withDatabase),
          globalSetup: "./packages/db/src/testing/global-setup.ts",
        },
      },
    ],
  },
});
