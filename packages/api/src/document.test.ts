import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { validate } from "@readme/openapi-parser";
import { Validator } from "@seriousme/openapi-schema-validator";
import { generateOpenApiDocument } from "trpc-to-openapi";
import { expect, test } from "vitest";
import { apiDocument } from "./document.ts";
import { FILE_PATHS } from "./document/file-paths.ts";
import { appRouter } from "./root.ts";

const HTTP_METHODS = ["get", "post", "put", "patch", "delete"] as const;

test("the committed document is what the code describes (pnpm golden writes it)", async () => {
  const committed = await readFile(join(import.meta.dirname, "..", "openapi.json"), "utf8");
  expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(apiDocument())));
});

test("two validators find nothing wrong with it", async () => {
  const file = join(import.meta.dirname, "..", "openapi.json");
  expect(await validate(file)).toMatchObject({ valid: true });
  expect(await new Validator().validate(file)).toMatchObject({ valid: true });
});

test("every operation has a name of its own, a summary, a known tag and its problems", () => {
  const { paths = {}, tags = [] } = apiDocument();
  const operations = Object.values(paths).flatMap((item) =>
    HTTP_METHODS.flatMap((method) => item[method] ?? []),
  );
  expect(operations.length).toBeGreaterThan(60);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  const known = tags.map(({ name }) => name);
  for (const { operationId, summary, tags: [tag = ""] = [], responses } of operations) {
    expect(summary, operationId).toBeTruthy();
    expect(known, operationId).toContain(tag);
    expect(Object.keys(responses ?? {}), operationId).toEqual(
      expect.arrayContaining(["400", "429", "500", "503"]),
    );
  }
});

test("another library reads the same meta and finds the same paths and methods", () => {
  const prefix = "/api/v1";
  // Its types know its own meta only; what it reads of ours is the part they share.
  const theirs = generateOpenApiDocument(appRouter as never, {
    title: "Salon",
    version: "1",
    baseUrl: prefix,
  });
  const bytes = new Set(operationsIn(FILE_PATHS));
  expect(operationsIn(theirs.paths ?? {})).toEqual(
    operationsIn(apiDocument().paths ?? {}).flatMap((operation) =>
      operation.includes(` ${prefix}`) && !bytes.has(operation) ? operation.replace(prefix, "") : [],
    ),
  );
});

/** `GET /salons/{salonId}` and so on, sorted. */
function operationsIn(paths: Record<string, object>): string[] {
  return Object.entries(paths)
    .flatMap(([path, item]) =>
      HTTP_METHODS.flatMap((method) => (method in item ? `${method.toUpperCase()} ${path}` : [])),
    )
    .toSorted();
}
