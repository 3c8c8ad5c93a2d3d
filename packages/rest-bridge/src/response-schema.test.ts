import Fastify from "fastify";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { responseSchema } from "./response-schema.ts";

/** Fastify compiles serializers for its replies, so one reply is kept to ask. */
const app = Fastify();
afterAll(() => app.close());
let compile: ((schema: object) => (value: unknown) => string) | undefined;
app.get("/", (_, reply) => {
  compile = (schema) => reply.compileSerializationSchema({ ...schema }) as (value: unknown) => string;
  return {};
});
await app.inject({ url: "/" });

function written(schema: z.ZodType, value: unknown): string {
  const compiled = responseSchema(schema);
  return compiled.type && compile ? compile(compiled)(value) : JSON.stringify(value);
}

type Sample = { readonly schema: z.ZodType; readonly value: unknown };

/** A schema together with a value for it. */
const sample: fc.Arbitrary<Sample> = fc.letrec<{ any: Sample }>((tie) => {
  const of = (schema: z.ZodType, value: fc.Arbitrary<unknown>): fc.Arbitrary<Sample> =>
    value.map((one) => ({ schema, value: one }));
  const any = tie("any");
  const leaf = fc.oneof(
    of(z.string(), fc.string({ unit: "binary" })),
    of(
      z.string(),
      fc.constantFrom("", '"', "\\", "\u2028", "\ud800", "\u0000", "</script>", "x".repeat(6000)),
    ),
    of(z.number(), fc.double({ noNaN: true, noDefaultInfinity: true })),
    of(z.int(), fc.maxSafeInteger()),
    of(z.boolean(), fc.boolean()),
    of(z.date(), fc.date({ noInvalidDate: true })),
    of(z.enum(["a", 'b"']), fc.constantFrom("a", 'b"')),
    of(z.literal([1, "x", null, true]), fc.constantFrom(1, "x", null, true)),
    of(z.null(), fc.constant(null)),
    of(z.unknown(), fc.jsonValue()),
    of(z.iso.datetime(), fc.constant("2027-06-14T08:00:00Z")),
    of(
      z.string().transform((text) => text.length),
      fc.string(),
    ),
    of(
      z.union([z.date(), z.string(), z.null()]),
      fc.oneof(fc.date({ noInvalidDate: true }), fc.string(), fc.constant(null)),
    ),
  );
  return {
    any: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      any.map(({ schema, value }) => ({ schema: schema.optional(), value })),
      any.map(({ schema }) => ({ schema: schema.optional(), value: undefined })),
      any.map(({ schema, value }) => ({ schema: schema.nullable(), value })),
      any.map(({ schema }) => ({ schema: schema.nullable(), value: null })),
      any.map(({ schema, value }) => ({ schema: schema.readonly(), value })),
      any.map(({ schema, value }) => ({ schema: z.array(schema), value: [value, value] })),
      any.map(({ schema }) => ({ schema: z.array(schema), value: [] })),
      any.map(({ schema, value }) => ({
        schema: z.record(z.string(), schema),
        value: { a: value, 'b"': value },
      })),
      any.map(({ schema, value }) => ({ schema: z.looseObject({ a: schema }), value: { z: 1, a: value } })),
      fc.tuple(any, any).map(([a, b]) => ({ schema: z.union([a.schema, b.schema]), value: b.value })),
      fc
        .tuple(any, any)
        .map(([a, b]) => ({ schema: z.tuple([a.schema, b.schema]), value: [a.value, b.value] })),
      fc
        .dictionary(
          fc.string({ minLength: 1, maxLength: 6 }).filter((key) => key !== "__proto__"),
          any,
          { maxKeys: 5, noNullPrototype: true },
        )
        .map((fields) => ({
          schema: z.object(
            Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.schema])),
          ),
          value: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.value])),
        })),
    ),
  };
}).any;

test("the compiled serializer writes what JSON.stringify writes, byte for byte", () => {
  fc.assert(
    fc.property(sample, ({ schema, value }) => {
      const parsed = schema.safeParse(value);
      fc.pre(parsed.success && parsed.data !== undefined);
      expect(written(schema, parsed.data)).toBe(JSON.stringify(parsed.data));
    }),
    { numRuns: 1000, seed: 7 },
  );
});

test("plain shapes are compiled, not handed to JSON.stringify", () => {
  const schema = responseSchema(
    z.object({
      at: z.date().nullable(),
      list: z.array(z.object({ n: z.int().optional() })),
      either: z.union([z.string(), z.int()]),
    }),
  );
  expect(schema).toEqual({
    type: "object",
    properties: {
      at: { type: "string", format: "date-time", nullable: true },
      list: { type: "array", items: { type: "object", properties: { n: { type: "number" } } } },
      either: {},
    },
  });
});
