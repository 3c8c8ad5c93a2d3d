import { validate } from "@readme/openapi-parser";
import { Validator } from "@seriousme/openapi-schema-validator";
import { initTRPC } from "@trpc/server";
import { Ajv2020 } from "ajv/dist/2020.js";
import Fastify from "fastify";
import { generateOpenApiDocument, type OpenApiMeta } from "trpc-to-openapi";
import { expect, test } from "vitest";
import { z } from "zod";
import { defaultProblemOf, mountRest, openApiDocument, type OpenApiOptions, type RestMeta } from "./index.ts";
import { dune, library } from "./library.fixture.ts";

const options: OpenApiOptions = {
  info: { title: "Library", version: "1.0.0" },
  servers: [{ url: "https://library.example" }],
  prefix: "/api",
  securitySchemes: {
    bearer: { type: "http", scheme: "bearer" },
    key: { type: "apiKey", in: "header", name: "X-Key" },
  },
  tags: [{ name: "books" }],
  responseHeaders: { "X-Request-Id": { description: "The request's id", schema: { type: "string" } } },
  extraPaths: {
    "/auth/sign-in": { post: { operationId: "signIn", responses: { "200": { description: "OK" } } } },
  },
};
const document = openApiDocument(library, options);

/** Documents are looked into by path; what is not there fails the expectation. */
function at(...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    document,
  );
}
const operation = (method: string, path: string, ...rest: string[]) =>
  at("paths", `/api${path}`, method, ...rest);
const parametersOf = (method: string, path: string) =>
  operation(method, path, "parameters") as {
    name?: string;
    in?: string;
    required?: boolean;
    schema?: unknown;
    $ref?: string;
  }[];

test("is a valid OpenAPI 3.1 document for two validators", async () => {
  expect(await new Validator().validate({ ...structuredClone(document) })).toEqual({ valid: true });
  expect(await validate(structuredClone(document) as never)).toMatchObject({ valid: true });
});

test("is the same whatever the order of definitions, and made twice", () => {
  const { loans, books } = library;
  const t = initTRPC.context<{ reader: string | null }>().meta<RestMeta>().create();
  expect(JSON.stringify(openApiDocument(t.router({ loans, books }), options))).toBe(JSON.stringify(document));
});

test("describes every route that is served, and no other", async () => {
  const app = Fastify();
  const served: string[] = [];
  app.addHook(
    "onRoute",
    ({ method, url }) => void served.push(`${String(method)} ${url.replace(/:(\w+)/g, "{$1}")}`),
  );
  mountRest(app, {
    router: library,
    prefix: "/api",
    createContext: () => ({ reader: null }),
    problemOf: defaultProblemOf,
  });
  await app.ready();
  const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(served.filter((route) => !route.startsWith("HEAD")).toSorted()).toEqual(
    described.filter((route) => !route.includes("/auth/")).toSorted(),
  );
  await app.close();
});

test("names operations after the router, unless they say otherwise", () => {
  expect(operation("get", "/books/{bookId}", "operationId")).toBe("booksById");
});

test("query parameters have types, and lists repeat the key", () => {
  const parameters = parametersOf("get", "/books/search");
  expect(parameters.find((one) => one.name === "tags")).toEqual({
    in: "query",
    name: "tags",
    schema: { type: "array", items: { type: "string" } },
  });
  expect(parameters.find((one) => one.name === "limit")).toMatchObject({
    schema: { type: "integer", default: 20, maximum: 100 },
  });
  expect(parameters.find((one) => one.name === "since")?.schema).toEqual({
    anyOf: [{ type: "string", format: "date-time" }, { type: "null" }],
  });
});

test("path parameters are required, with their examples", () => {
  expect(parametersOf("get", "/books/{bookId}")).toContainEqual({
    in: "path",
    name: "bookId",
    required: true,
    example: "dune",
    schema: { type: "string" },
  });
});

test("bodies hold what is neither in the path nor in a header, and refuse other keys", () => {
  const body = operation("patch", "/books/{bookId}", "requestBody") as object;
  expect(body).toEqual({
    required: true,
    content: {
      "application/json": {
        schema: {
          type: "object",
          properties: { title: { type: "string" } },
          required: ["title"],
          additionalProperties: false,
        },
      },
    },
  });
  expect(operation("post", "/books/{bookId}/touch", "requestBody")).toMatchObject({ required: false });
  expect(operation("delete", "/books/{bookId}", "requestBody")).toBeUndefined();
});

test("headers are parameters", () => {
  const refs = (method: string, path: string) =>
    parametersOf(method, path).flatMap((one) => one.$ref?.split("/").at(-1) ?? []);
  expect(refs("patch", "/books/{bookId}")).toEqual(["IdempotencyKey", "IfMatch"]);
  expect(refs("post", "/books")).toEqual(["IdempotencyKeyRequired"]);
  expect(refs("get", "/books")).toEqual(["IfNoneMatch"]);
  expect(parametersOf("post", "/loans")).toContainEqual({
    in: "query",
    name: "dryRun",
    schema: { type: "boolean", default: false },
  });
});

test("answers have the right statuses, headers and components", () => {
  expect(operation("post", "/books", "responses", "201")).toMatchObject({
    headers: { Location: {}, ETag: {}, "X-Request-Id": {} },
    content: { "application/json": { schema: { $ref: "#/components/schemas/Book" } } },
  });
  expect(operation("delete", "/books/{bookId}", "responses", "204")).not.toHaveProperty("content");
  expect(operation("get", "/books", "responses", "200", "headers")).toHaveProperty("Link");
  expect(operation("get", "/books", "responses")).toHaveProperty("304");
  expect(operation("get", "/loans/{loanId}", "responses", "200", "headers")).toMatchObject({
    Deprecation: {},
    Sunset: {},
  });
  expect(operation("get", "/loans/{loanId}", "deprecated")).toBe(true);
  expect(at("components", "schemas", "Loan", "properties", "dueAt")).toEqual({
    type: "string",
    format: "date-time",
  });
});

test("problems are shared, and one shape", () => {
  const statuses = (method: string, path: string) =>
    Object.keys(operation(method, path, "responses") as object);
  expect(statuses("get", "/books")).toEqual(["200", "304", "400", "401", "403", "404", "429", "500", "503"]);
  expect(statuses("patch", "/books/{bookId}")).toEqual([
    "200",
    "400",
    "401",
    "403",
    "404",
    "409",
    "412",
    "413",
    "415",
    "422",
    "429",
    "500",
    "503",
  ]);
  expect(
    at("components", "responses", "Problem404", "content", "application/problem+json", "schema"),
  ).toEqual({ $ref: "#/components/schemas/Problem" });
});

test("examples fit their schemas", () => {
  const example = operation(
    "get",
    "/books/{bookId}",
    "responses",
    "200",
    "content",
    "application/json",
    "example",
  );
  expect(example).toEqual(JSON.parse(JSON.stringify(dune)));
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  expect(ajv.validate(at("components", "schemas", "Book") as object, example)).toBe(true);
});

test("security is the document's, unless an operation says otherwise", () => {
  const t = initTRPC.meta<RestMeta>().create();
  const router = t.router({
    open: t.procedure.meta({ openapi: { method: "GET", path: "/open", protect: false } }).query(() => 1),
    scoped: t.procedure
      .meta({ openapi: { method: "GET", path: "/scoped", security: [{ bearer: ["read"] }] } })
      .query(() => 1),
    usual: t.procedure.meta({ openapi: { method: "GET", path: "/usual" } }).query(() => 1),
  });
  const { paths, security } = openApiDocument(router, options);
  expect(security).toEqual([{ bearer: [] }, { key: [] }]);
  expect([
    paths?.["/api/open"]?.get?.security,
    paths?.["/api/scoped"]?.get?.security,
    paths?.["/api/usual"]?.get?.security,
  ]).toEqual([[], [{ bearer: ["read"] }], undefined]);
});

test("what remains of a named body is named after its operation", () => {
  const t = initTRPC.meta<RestMeta>().create();
  const Rename = z
    .strictObject({ id: z.string(), name: z.string() })
    .refine(() => true)
    .meta({ id: "Rename" });
  const router = t.router({
    shelves: t.router({
      rename: t.procedure
        .meta({ openapi: { method: "PUT", path: "/shelves/{id}" } })
        .input(Rename)
        .mutation(() => 1),
    }),
  });
  expect(openApiDocument(router, options).components?.schemas?.["ShelvesRenameBody"]).toMatchObject({
    properties: { name: { type: "string" } },
    required: ["name"],
  });
});

test("uploads are documented, and left to the application to serve", async () => {
  const t = initTRPC.meta<RestMeta>().create();
  const router = t.router({
    upload: t.procedure
      .meta({
        openapi: {
          method: "POST",
          path: "/covers",
          multipart: { file: "cover", contentTypes: ["image/png"] },
        },
      })
      .input(z.strictObject({ bookId: z.string() }))
      .mutation(() => 1),
  });
  const made = openApiDocument(router, options);
  expect(made.paths?.["/api/covers"]?.post?.requestBody).toMatchObject({
    content: {
      "multipart/form-data": {
        schema: { properties: { cover: { type: "string", format: "binary" }, bookId: { type: "string" } } },
        encoding: { cover: { contentType: "image/png" } },
      },
    },
  });
  expect(await new Validator().validate({ ...structuredClone(made) })).toEqual({ valid: true });
  const app = Fastify();
  mountRest(app, { router, prefix: "/api", createContext: () => ({}), problemOf: defaultProblemOf });
  await app.ready();
  expect(app.hasRoute({ method: "POST", url: "/api/covers" })).toBe(false);
  await app.close();
});

test("trpc-to-openapi reads the same meta and finds the same paths and methods", () => {
  const t = initTRPC.meta<OpenApiMeta & RestMeta>().create();
  const Shelf = z.object({ id: z.string(), name: z.string() });
  const router = t.router({
    list: t.procedure
      .meta({ openapi: { method: "GET", path: "/shelves" } })
      .input(z.object({ limit: z.string().optional() }))
      .output(z.array(Shelf))
      .query(() => []),
    create: t.procedure
      .meta({ openapi: { method: "POST", path: "/shelves" } })
      .input(z.object({ name: z.string() }))
      .output(Shelf)
      .mutation(() => ({ id: "1", name: "" })),
    get: t.procedure
      .meta({ openapi: { method: "GET", path: "/shelves/{id}" } })
      .input(z.object({ id: z.string() }))
      .output(Shelf)
      .query(() => ({ id: "1", name: "" })),
    remove: t.procedure
      .meta({ openapi: { method: "DELETE", path: "/shelves/{id}" } })
      .input(z.object({ id: z.string() }))
      .output(Shelf)
      .mutation(() => ({ id: "1", name: "" })),
    off: t.procedure
      .meta({ openapi: { enabled: false, method: "GET", path: "/off" } })
      .input(z.object({}))
      .output(Shelf)
      .query(() => ({ id: "1", name: "" })),
  });
  const theirs = generateOpenApiDocument(router, {
    title: "Shelves",
    version: "1",
    baseUrl: "https://library.example",
  });
  const ours = openApiDocument(router, { ...options, prefix: "", extraPaths: {} });
  const routes = (paths: Record<string, object> | undefined) =>
    Object.entries(paths ?? {})
      .flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`))
      .toSorted();
  expect(routes(ours.paths)).toEqual(routes(theirs.paths));
  expect(routes(ours.paths)).toHaveLength(4);
});
