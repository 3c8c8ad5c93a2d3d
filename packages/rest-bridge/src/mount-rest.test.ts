import { initTRPC } from "@trpc/server";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { z } from "zod";
import {
  defaultProblemOf,
  installProblems,
  mountRest,
  openApiDocument,
  problemHandlers,
  type RestMeta,
} from "./index.ts";

const t = initTRPC.meta<RestMeta>().create();
const numbered = (n: number) =>
  t.router({
    n: t.procedure
      .meta({ openapi: { method: "GET", path: "/n/{by}" } })
      .input(z.object({ by: z.int() }))
      .output(z.int())
      .query(({ input }) => n * input.by),
  });
const others = { createContext: () => ({}), problemOf: defaultProblemOf };

test("alone it answers what is missing below its prefix", async () => {
  const app = Fastify();
  mountRest(app, { router: numbered(1), prefix: "/api", ...others });
  expect((await app.inject({ url: "/api/nope" })).json()).toMatchObject({ code: "not_found" });
  const put = await app.inject({ method: "PUT", url: "/api/n/1" });
  expect(put.statusCode).toBe(405);
  expect(put.headers["allow"]).toBe("GET, HEAD");
  await app.close();
});

test("several routers, and none of a prefix, stand beside routes of the application", async () => {
  const app = Fastify();
  installProblems(app, defaultProblemOf);
  mountRest(app, { router: numbered(1), prefix: "", ...others });
  mountRest(app, { router: numbered(2), prefix: "/v2", ...others });
  app.register(async (uploads) => void uploads.post("/v2/n/:by", async () => "up"));
  const bodies = await Promise.all(
    ["/n/4", "/v2/n/4"].map(async (url) => (await app.inject({ url })).json<unknown>()),
  );
  expect(bodies).toEqual([4, 8]);
  expect((await app.inject({ method: "POST", url: "/v2/n/4" })).body).toBe("up");
  expect((await app.inject({ method: "PUT", url: "/v2/n/4" })).headers["allow"]).toBe("GET, HEAD, POST");
  await app.close();
});

test("a status of 204 sends no body, whatever the procedure returns", async () => {
  const app = Fastify();
  const router = t.router({
    quiet: t.procedure
      .meta({ openapi: { method: "POST", path: "/quiet", successStatus: 204 } })
      .output(z.int())
      .mutation(() => 7),
  });
  mountRest(app, { router, prefix: "/api", ...others });
  expect(await app.inject({ method: "POST", url: "/api/quiet" })).toMatchObject({
    statusCode: 204,
    body: "",
  });
  await app.close();
});

test("an output that may be left out is 200 with it and 204 without, and documented as both", async () => {
  const app = Fastify();
  const router = t.router({
    remove: t.procedure
      .meta({ openapi: { method: "DELETE", path: "/shelf" } })
      .input(z.object({ dryRun: z.boolean().default(false) }))
      .output(z.object({ books: z.int() }).optional())
      .mutation(({ input }) => (input.dryRun ? { books: 7 } : undefined)),
  });
  mountRest(app, { router, prefix: "/api", ...others });
  const planned = await app.inject({ method: "DELETE", url: "/api/shelf?dryRun=true" });
  expect([planned.statusCode, planned.json()]).toEqual([200, { books: 7 }]);
  const done = await app.inject({ method: "DELETE", url: "/api/shelf" });
  expect(done).toMatchObject({ statusCode: 204, body: "" });
  const { paths } = openApiDocument(router, { info: { title: "Shelf", version: "1.0.0" }, prefix: "/api" });
  expect(paths?.["/api/shelf"]?.delete?.responses).toMatchObject({ "200": { content: {} }, "204": {} });
  await app.close();
});

test("Location may name the path's own fields, and is escaped", async () => {
  const app = Fastify();
  const router = t.router({
    add: t.procedure
      .meta({
        openapi: {
          method: "POST",
          path: "/shelves/{shelfId}/books",
          location: (id: number, { shelfId }: { shelfId: string }) => `/shelves/${shelfId}/books/${id}`,
        },
      })
      .input(z.object({ shelfId: z.string() }))
      .output(z.int())
      .mutation(() => 7),
  });
  mountRest(app, { router, prefix: "/api", ...others });
  const made = await app.inject({ method: "POST", url: "/api/shelves/%C3%A4%20b%0D%0Ax/books" });
  expect(made.statusCode).toBe(201);
  expect(made.headers["location"]).toBe("/api/shelves/%C3%A4%20b%0D%0Ax/books/7");
  await app.close();
});

test("types of problems are the application's", async () => {
  const app = Fastify({
    frameworkErrors: problemHandlers(defaultProblemOf, { typeOf: (code) => `/p/${code}` }).frameworkErrors,
  });
  mountRest(app, { router: numbered(1), prefix: "/api", ...others, typeOf: (code) => `/p/${code}` });
  expect((await app.inject({ url: "/api/nope" })).json()).toMatchObject({ type: "/p/not_found" });
  expect((await app.inject({ url: "/api/n/%zz" })).json()).toMatchObject({ type: "/p/malformed_request" });
  await app.close();
});

test("a context that cannot be made is the application's problem to word", async () => {
  const app = Fastify();
  mountRest(app, {
    router: numbered(1),
    prefix: "/api",
    createContext: async () => {
      throw new Error("no database");
    },
    problemOf: () => ({ type: "/down", title: "Down", status: 503, code: "down", retryAfterSeconds: 1 }),
  });
  const response = await app.inject({ url: "/api/n/1" });
  expect(response.statusCode).toBe(503);
  expect(response.headers["retry-after"]).toBe("1");
  await app.close();
});

test("the example of the README runs", async () => {
  const Book = z
    .object({ id: z.string(), title: z.string(), version: z.int(), addedAt: z.date() })
    .meta({ id: "Volume" });
  const router = t.router({
    books: t.router({
      create: t.procedure
        .meta({
          openapi: {
            method: "POST",
            path: "/books",
            successStatus: 201,
            location: (book: z.infer<typeof Book>) => `/books/${book.id}`,
          },
        })
        .input(z.strictObject({ title: z.string().min(1) }))
        .output(Book)
        .mutation(({ input }) => ({ id: "1", title: input.title, version: 1, addedAt: new Date(0) })),
    }),
  });
  const app = Fastify({ frameworkErrors: problemHandlers(defaultProblemOf).frameworkErrors });
  installProblems(app, defaultProblemOf);
  mountRest(app, { router, prefix: "/api", createContext: () => ({}), problemOf: defaultProblemOf });
  app.get("/openapi.json", () =>
    openApiDocument(router, { info: { title: "Books", version: "1.0.0" }, prefix: "/api" }),
  );
  const made = await app.inject({ method: "POST", url: "/api/books", payload: { title: "Emma" } });
  expect(made.headers["location"]).toBe("/api/books/1");
  expect((await app.inject({ url: "/openapi.json" })).json()).toMatchObject({
    openapi: "3.1.0",
    paths: { "/api/books": {} },
  });
  await app.close();
});
