import { initTRPC, TRPCError } from "@trpc/server";
import Fastify, { type FastifyInstance, type FastifyServerOptions } from "fastify";
import { z } from "zod";
import {
  defaultProblemOf,
  installProblems,
  mountRest,
  problemHandlers,
  type MountOptions,
  type ProblemError,
  type RestMeta,
} from "./index.ts";

/** A small public library: what the tests of this package serve. */
const t = initTRPC.context<{ reader: string | null }>().meta<RestMeta>().create({ isDev: false });

export const Book = z
  .strictObject({ id: z.string(), title: z.string(), version: z.int(), publishedAt: z.date().nullable() })
  .meta({ id: "Book" });
type Book = z.infer<typeof Book>;

const Loan = z
  .strictObject({
    id: z.string(),
    bookId: z.string(),
    dueAt: z.date(),
    notes: z.array(z.strictObject({ at: z.date(), text: z.string() })),
  })
  .meta({ id: "Loan" });

const published = new Date("1965-08-01T00:00:00.000Z");
export const dune: Book = { id: "dune", title: "Dune", version: 3, publishedAt: published };

/** Takes query values of every kind and answers with what the procedure was given. */
const Search = z.strictObject({
  limit: z.int().min(1).max(100).default(20),
  cursor: z.string().optional(),
  minPrice: z.number().optional(),
  inPrint: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
  years: z.array(z.int()).optional(),
  since: z.date().nullable().optional(),
  shelf: z.union([z.int(), z.literal("any")]).optional(),
  binding: z.enum(["hard", "soft"]).optional(),
  pages: z.bigint().optional(),
  loose: z.coerce.number().optional(),
});

const Given = z.object({ given: z.record(z.string(), z.unknown()) });

const Repeat = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("once"), at: z.date() }),
  z.strictObject({ kind: z.literal("label"), at: z.string() }),
]);

const Borrow = z.strictObject({
  bookId: z.string(),
  dueAt: z.date(),
  remindAt: z.date().nullable().default(null),
  notes: z.array(z.object({ at: z.date(), text: z.string() })).default([]),
  holds: z.record(z.string(), z.date()).optional(),
  repeat: Repeat.optional(),
  when: z
    .union([
      z.strictObject({ on: z.date() }),
      z.strictObject({ label: z.string() }),
      z.strictObject({ on: z.string(), roughly: z.literal(true) }),
    ])
    .optional(),
  dryRun: z.boolean().default(false),
});

const member = t.procedure.use(({ ctx, next }) => {
  if (ctx.reader === null) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in first" });
  return next({ ctx: { reader: ctx.reader } });
});

export const library = t.router({
  books: t.router({
    list: t.procedure
      .meta({ openapi: { method: "GET", path: "/books", summary: "Lists books", tags: ["books"] } })
      .input(z.strictObject({ limit: z.int().max(100).default(2), cursor: z.string().optional() }))
      .output(z.strictObject({ items: z.array(Book), nextCursor: z.string().nullable() }))
      .query(({ input }) => ({ items: [dune], nextCursor: input.cursor === "last" ? null : "b c&d" })),
    changes: t.procedure
      .meta({
        openapi: {
          method: "GET",
          path: "/books/changes",
          tags: ["books"],
          cursorField: "after",
          attachment: "changes.json",
        },
      })
      .input(z.strictObject({ after: z.string().optional() }))
      .output(z.strictObject({ items: z.array(Book), nextCursor: z.string().nullable() }))
      .query(() => ({ items: [dune], nextCursor: "7" })),
    poem: t.procedure
      .meta({ openapi: { method: "GET", path: "/books/poem.txt", tags: ["books"], mediaType: "text/plain" } })
      .input(z.strictObject({ lines: z.int().default(1) }))
      .output(z.string())
      .query(({ input }) => 'No "quotes" are added\r\n'.repeat(input.lines)),
    search: t.procedure
      .meta({ openapi: { method: "GET", path: "/books/search", tags: ["books"] } })
      .input(Search)
      .output(Given)
      .query(({ input }) => ({
        given: { ...input, pages: input.pages === undefined ? undefined : String(input.pages) },
      })),
    byId: t.procedure
      .meta({
        openapi: {
          method: "GET",
          path: "/books/{bookId}",
          tags: ["books"],
          example: { request: { bookId: "dune" }, response: dune },
        },
      })
      .input(z.strictObject({ bookId: z.string() }))
      .output(Book)
      .query(({ input }) => {
        if (input.bookId === "lost") throw new TRPCError({ code: "NOT_FOUND", message: "No such book" });
        return { ...dune, id: input.bookId };
      }),
    create: member
      .meta({
        openapi: {
          method: "POST",
          path: "/books",
          successStatus: 201,
          location: (book: Book) => `/books/${book.id}`,
          tags: ["books"],
          idempotencyKey: "required",
        },
      })
      .input(z.strictObject({ title: z.string().min(1) }))
      .output(Book)
      .mutation(({ input }) => ({ ...dune, id: "new", title: input.title, version: 1 })),
    rename: member
      .meta({ openapi: { method: "PATCH", path: "/books/{bookId}", tags: ["books"], problems: [409] } })
      .input(z.strictObject({ bookId: z.string(), title: z.string(), ifVersion: z.int().optional() }))
      .output(Book)
      .mutation(({ input }) => {
        if (input.ifVersion !== undefined && input.ifVersion !== dune.version)
          throw new TRPCError({ code: "PRECONDITION_FAILED", message: "Changed since" });
        return { ...dune, id: input.bookId, title: input.title, version: dune.version + 1 };
      }),
    discard: member
      .meta({ openapi: { method: "DELETE", path: "/books/{bookId}", tags: ["books"] } })
      .input(z.strictObject({ bookId: z.string() }))
      .output(z.void())
      .mutation(() => undefined),
    touch: t.procedure
      .meta({ openapi: { method: "POST", path: "/books/{bookId}/touch" } })
      .input(z.object({ bookId: z.string(), by: z.string().optional() }))
      .output(z.object({ by: z.string() }))
      .mutation(({ input }) => ({ by: input.by ?? "nobody", secret: "not in the schema" })),
  }),
  loans: t.router({
    borrow: t.procedure
      .meta({ openapi: { method: "POST", path: "/loans", query: ["dryRun"], tags: ["loans"] } })
      .input(Borrow)
      .output(Given)
      .mutation(({ input }) => ({ given: input })),
    get: t.procedure
      .meta({
        openapi: {
          method: "GET",
          path: "/loans/{loanId}",
          deprecation: "2027-01-01T00:00:00Z",
          sunset: "2027-07-01T00:00:00Z",
        },
      })
      .input(z.strictObject({ loanId: z.string() }))
      .output(Loan)
      .query(({ input }) => ({
        id: input.loanId,
        bookId: "dune",
        dueAt: published,
        notes: [{ at: published, text: 'ß\u2028"' }],
      })),
    count: t.procedure
      .meta({ openapi: { method: "GET", path: "/loans/count" } })
      .output(z.int())
      .query(() => 7),
    addAll: t.procedure
      .meta({ openapi: { method: "POST", path: "/loans/import" } })
      .input(z.array(z.date()))
      .output(z.int())
      .mutation(({ input }) => input.length),
    break: t.procedure
      .meta({ openapi: { method: "GET", path: "/loans/broken" } })
      .output(z.int())
      .query((): number => {
        throw new Error("SELECT secret FROM table");
      }),
  }),
  onLoan: t.procedure.subscription(async function* onLoan() {
    yield 1;
  }),
});

type Serve = Partial<MountOptions<{ reader: string | null }>> & { readonly server?: FastifyServerOptions };

/** The library over HTTP; whoever sends `x-reader` is signed in. */
export async function serveLibrary({ server, ...options }: Serve = {}): Promise<
  FastifyInstance & AsyncDisposable
> {
  const app = Fastify({ ...server, frameworkErrors: problemHandlers(defaultProblemOf).frameworkErrors });
  installProblems(app, defaultProblemOf);
  mountRest(app, {
    router: library,
    prefix: "/api",
    createContext: (req) => ({ reader: req.headers["x-reader"]?.toString() ?? null }),
    problemOf: defaultProblemOf,
    ...options,
  });
  await app.ready();
  return Object.assign(app, {
    [Symbol.asyncDispose]: async () => {
      await app.close();
    },
  });
}

/** What any answer of the library may hold; a list without errors counts as none. */
export type Answer = {
  readonly id?: string;
  readonly code?: string;
  readonly given?: Record<string, unknown>;
  readonly errors: readonly ProblemError[];
};

export function answerOf(response: { json<T>(): T }): Answer {
  return { errors: [], ...response.json<Partial<Answer>>() };
}
