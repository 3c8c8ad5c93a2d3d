import { fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import { initTRPC, TRPCError } from "@trpc/server";
import Fastify from "fastify";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { defaultProblemOf, inputErrors, mountRest, type RestMeta } from "./index.ts";
import { answerOf, library, serveLibrary } from "./library.fixture.ts";

const app = await serveLibrary();
afterAll(() => app.close());
const caller = library.createCaller({ reader: "ann" });

/** What both doors say: the output as JSON, or where and why the input is refused. */
type Said = { readonly output: unknown } | { readonly refused: readonly string[] };

async function throughTrpc(call: () => Promise<unknown>): Promise<Said> {
  try {
    return { output: JSON.parse(JSON.stringify(await call())) };
  } catch (error) {
    return { refused: reasons(inputErrors(error) ?? []) };
  }
}

async function throughRest(request: {
  method: "GET" | "POST";
  url: string;
  payload?: object;
}): Promise<Said> {
  const response = await app.inject(request);
  return response.statusCode < 300
    ? { output: response.json() }
    : { refused: reasons(answerOf(response).errors) };
}

function reasons(errors: readonly { pointer: string; code: string }[]): readonly string[] {
  return errors.map((error) => `${error.pointer} ${error.code}`).toSorted();
}

const anyDate = fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });
const text = fc.string({ maxLength: 8 });
const wrong = fc.constantFrom(null, 5, "x", true, {}, []);
const mostly = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary: right }, { weight: 1, arbitrary: wrong });

const loan = fc.record(
  {
    bookId: mostly(text),
    dueAt: mostly(anyDate),
    remindAt: mostly(fc.option(anyDate)),
    notes: mostly(fc.array(fc.record({ at: mostly(anyDate), text: mostly(text) }), { maxLength: 3 })),
    holds: mostly(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), mostly(anyDate), { maxKeys: 3 })),
    repeat: mostly(
      fc.oneof(
        fc.record({ kind: fc.constant("once"), at: mostly(anyDate) }),
        fc.record({ kind: fc.constant("label"), at: mostly(text) }),
      ),
    ),
    when: mostly(fc.oneof(fc.record({ on: anyDate }), fc.record({ label: text }))),
    extra: wrong,
  },
  { requiredKeys: [] },
);

test("a body gives the same result, or the same reasons, as the procedure called by TypeScript", async () => {
  await fc.assert(
    fc.asyncProperty(loan, async (input) => {
      const rest = await throughRest({ method: "POST", url: "/api/loans", payload: input });
      expect(rest).toEqual(await throughTrpc(() => caller.loans.borrow(input as never)));
    }),
    { numRuns: 400, seed: 7 },
  );
});

const search = fc.record(
  {
    limit: fc.integer({ min: -5, max: 120 }),
    cursor: text,
    minPrice: fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
      .map((price) => Number(price.toFixed(3))),
    inPrint: fc.boolean(),
    tags: fc.array(text, { minLength: 1, maxLength: 3 }),
    years: fc.array(fc.integer(), { minLength: 1, maxLength: 3 }),
    since: anyDate,
    shelf: fc.oneof(fc.integer(), fc.constant("any")),
    binding: fc.constantFrom("hard", "soft", "spiral"),
    pages: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  },
  { requiredKeys: [] },
);

test("a query string gives the same result, or the same reasons, as the procedure called by TypeScript", async () => {
  await fc.assert(
    fc.asyncProperty(search, async (input) => {
      const query = new URLSearchParams();
      for (const [name, values] of Object.entries(input)) {
        for (const value of [values].flat())
          query.append(name, value instanceof Date ? value.toISOString() : String(value));
      }
      const rest = await throughRest({ method: "GET", url: `/api/books/search?${query.toString()}` });
      expect(rest).toEqual(await throughTrpc(() => caller.books.search(input as never)));
    }),
    { numRuns: 400, seed: 7 },
  );
});

test("the shared schemas stay as strict as they were: TypeScript callers are still refused text for a number", async () => {
  expect(
    (await app.inject({ url: "/api/books/search?limit=5&inPrint=false&since=2027-01-01T00:00:00Z" }))
      .statusCode,
  ).toBe(200);
  expect(await throughTrpc(() => caller.books.search({ limit: "5" } as never))).toEqual({
    refused: ["/limit invalid_type"],
  });
  expect(await throughTrpc(() => caller.books.search({ inPrint: "false" } as never))).toEqual({
    refused: ["/inPrint invalid_type"],
  });
  expect(await throughTrpc(() => caller.books.search({ since: "2027-01-01T00:00:00Z" } as never))).toEqual({
    refused: ["/since invalid_type"],
  });
});

test("guards before the input speak first, as they do through tRPC", async () => {
  const response = await app.inject({ method: "POST", url: "/api/books?nope=1", payload: { title: 5 } });
  expect(response.statusCode).toBe(401);
});

test("tRPC beside it keeps its own body parsers", async () => {
  const both = Fastify();
  both.register(fastifyTRPCPlugin, {
    prefix: "/trpc",
    trpcOptions: { router: library, createContext: () => ({ reader: "ann" }) },
  });
  mountRest(both, {
    router: library,
    prefix: "/api",
    createContext: () => ({ reader: "ann" }),
    problemOf: defaultProblemOf,
  });
  const payload = { title: "Emma" };
  const [trpc, rest] = await Promise.all([
    both.inject({ method: "POST", url: "/trpc/books.create", payload }),
    both.inject({ method: "POST", url: "/api/books", payload }),
  ]);
  expect(trpc.json()).toEqual({ result: { data: rest.json<unknown>() } });
  const refused = await both.inject({
    method: "POST",
    url: "/trpc/books.search",
    payload: "x",
    headers: { "content-type": "text/plain" },
  });
  expect(refused.json()).toMatchObject({ error: { data: { httpStatus: 415 } } });
  await both.close();
});

test("a recursive schema is walked without end", async () => {
  type Shelf = { at: Date; inside: Shelf[] };
  const Shelf: z.ZodType<Shelf> = z.strictObject({
    at: z.date(),
    get inside() {
      return z.array(Shelf);
    },
  });
  const t = initTRPC.meta<RestMeta>().create();
  const router = t.router({
    store: t.procedure
      .meta({ openapi: { method: "POST", path: "/shelves" } })
      .input(Shelf)
      .output(Shelf)
      .mutation(({ input }) => input),
  });
  const server = Fastify({ bodyLimit: 50_000_000 });
  mountRest(server, { router, prefix: "", createContext: () => ({}), problemOf: defaultProblemOf });
  const at = "2027-06-14T08:00:00.000Z";
  const payload = { at, inside: [{ at, inside: [{ at, inside: [] }] }] };
  expect((await server.inject({ method: "POST", url: "/shelves", payload })).json()).toEqual(payload);
  const deep = `${`{"at":"${at}","inside":[`.repeat(100_000)}${"]}".repeat(100_000)}`;
  const refused = await server.inject({
    method: "POST",
    url: "/shelves",
    payload: deep,
    headers: { "content-type": "application/json" },
  });
  expect(refused.statusCode).toBe(400);
  await server.close();
});

test("a thousand operations are each found", async () => {
  const t = initTRPC.meta<RestMeta>().create();
  const procedures = Object.fromEntries(
    Array.from({ length: 1000 }, (_, n) => [
      `p${n}`,
      t.procedure
        .meta({ openapi: { method: "GET", path: `/p${n}/{id}` } })
        .input(z.object({ id: z.int() }))
        .output(z.int())
        .query(({ input }) => input.id + n),
    ]),
  );
  const server = Fastify();
  mountRest(server, {
    router: t.router(procedures),
    prefix: "/api",
    createContext: () => ({}),
    problemOf: defaultProblemOf,
  });
  expect((await server.inject({ url: "/api/p999/1" })).json()).toBe(1000);
  await server.close();
});

test("an input error is told apart from other bad requests", () => {
  expect(inputErrors(new TRPCError({ code: "BAD_REQUEST", message: "no" }))).toBeUndefined();
  expect(inputErrors(new Error("no"))).toBeUndefined();
});
