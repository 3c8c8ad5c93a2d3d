import { initTRPC } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { RestMeta, RestOperation } from "./index.ts";
import { operationsOf } from "./operations.ts";

const t = initTRPC.meta<RestMeta>().create();
const at = (openapi: RestOperation) => t.procedure.meta({ openapi });

describe("meta that cannot be served is refused at start, naming the procedure", () => {
  test.each([
    [
      "a query by PATCH",
      t.router({ a: at({ method: "PATCH", path: "/a" }).query(() => 1) }),
      "a (PATCH /a) is a query",
    ],
    [
      "a mutation by GET",
      t.router({ a: at({ method: "GET", path: "/a" }).mutation(() => 1) }),
      "a (GET /a) is a mutation",
    ],
    [
      "a subscription",
      t.router({
        a: at({ method: "GET", path: "/a" }).subscription(async function* a() {
          yield 1;
        }),
      }),
      "is a subscription",
    ],
    [
      "a path parameter without a field",
      t.router({
        a: at({ method: "GET", path: "/a/{id}" })
          .input(z.object({ no: z.string() }))
          .query(() => 1),
      }),
      "names {id}",
    ],
    [
      "a query parameter without a field",
      t.router({
        a: at({ method: "POST", path: "/a", query: ["dryRun"] })
          .input(z.object({}))
          .mutation(() => 1),
      }),
      "names {dryRun}",
    ],
    [
      "a list from a query string",
      t.router({
        a: at({ method: "GET", path: "/a" })
          .input(z.array(z.string()))
          .query(() => 1),
      }),
      "must be an object",
    ],
    [
      "an input that is no zod 4 schema",
      t.router({
        a: at({ method: "GET", path: "/a" })
          .input((raw: unknown) => raw)
          .query(() => 1),
      }),
      "not a zod 4 schema",
    ],
    [
      "one place for two",
      t.router({
        a: at({ method: "GET", path: "/x/{a}" })
          .input(z.object({ a: z.string() }))
          .query(() => 1),
        b: at({ method: "GET", path: "/x/{b}" })
          .input(z.object({ b: z.string() }))
          .query(() => 1),
      }),
      "same method and path",
    ],
    [
      "one id for two",
      t.router({
        a: at({ method: "GET", path: "/a", operationId: "x" }).query(() => 1),
        b: at({ method: "GET", path: "/b", operationId: "x" }).query(() => 1),
      }),
      "same operationId",
    ],
  ])("%s", (_, router, message) => {
    expect(() => operationsOf(router)).toThrow(message);
  });
});

test("procedures without meta, or with it switched off, are not served", () => {
  const router = t.router({
    a: t.procedure.query(() => 1),
    b: at({ method: "GET", path: "/b", enabled: false }).query(() => 1),
    c: at({ method: "GET", path: "/c" }).query(() => 1),
  });
  expect(operationsOf(router).map((operation) => operation.name)).toEqual(["c"]);
});

test("the status follows from the output unless it is given", () => {
  const router = t.router({
    a: at({ method: "POST", path: "/a" })
      .output(z.void())
      .mutation(() => undefined),
    b: at({ method: "POST", path: "/b", location: (id: string) => `/b/${id}` })
      .output(z.string())
      .mutation(() => "1"),
    c: at({ method: "POST", path: "/c", successStatus: 202 })
      .output(z.string())
      .mutation(() => "1"),
    d: at({ method: "GET", path: "/d" }).query(() => 1),
  });
  expect(operationsOf(router).map(({ name, status }) => [name, status])).toEqual([
    ["a", 204],
    ["b", 201],
    ["c", 202],
    ["d", 200],
  ]);
});

test("the fields of stacked inputs, unions and intersections are found", () => {
  const both = z.union([
    z.strictObject({ id: z.string(), a: z.string() }),
    z.strictObject({ id: z.int(), b: z.string() }),
  ]);
  const router = t.router({
    stacked: at({ method: "GET", path: "/s" })
      .input(z.object({ a: z.string() }))
      .input(z.object({ b: z.string().optional() }))
      .query(() => 1),
    union: at({ method: "POST", path: "/u/{id}" })
      .input(both.refine(() => true).optional())
      .mutation(() => 1),
    mixed: at({ method: "GET", path: "/m" })
      .input(z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() })))
      .query(() => 1),
  });
  const fields = Object.fromEntries(
    operationsOf(router).map((operation) => [
      operation.name,
      [...(operation.fields ?? [])].map(([name, field]) => `${name}${field.required ? "" : "?"}`),
    ]),
  );
  expect(fields).toEqual({ stacked: ["a", "b?"], union: ["id", "a?", "b?"], mixed: ["a", "b"] });
});
