import { callTRPCProcedure, type AnyRouter } from "@trpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import { answerOf, lifetimeHeaders } from "./answer.ts";
import { installProblems, type ProblemOf, type ProblemOptions } from "./install-problems.ts";
import { operationsOf, type Operation } from "./operations.ts";
import { inputReader } from "./read-input.ts";
import { responseSchema } from "./response-schema.ts";

export type MountOptions<Context = unknown> = ProblemOptions & {
  readonly router: AnyRouter;
  /** `/api/v1` */
  readonly prefix: string;
  readonly createContext: (req: FastifyRequest, reply: FastifyReply) => Context | Promise<Context>;
  readonly problemOf: ProblemOf;
  /** Called before a successful answer goes out, to set headers of the application's own. */
  readonly onResult?: (reply: FastifyReply, ctx: Context) => void;
};

/**
 * Serves every procedure that has `openapi` meta as a native Fastify route below the prefix, in a scope of its own.
 * Throws at once on meta that cannot be served.
 */
export function mountRest<Context>(app: FastifyInstance, options: MountOptions<Context>): void {
  const operations = operationsOf(options.router).filter((operation) => !operation.meta.multipart);
  app.register(
    (scope, _, done) => {
      acceptOnlyJson(scope);
      installProblems(scope, options.problemOf, options);
      for (const operation of operations) addRoute(scope, operation, options);
      done();
    },
    { prefix: options.prefix },
  );
}

/** No other media type has a parser here, so Fastify answers 415; a JSON request may be empty. */
function acceptOnlyJson(scope: FastifyInstance): void {
  const parseJson = scope.getDefaultJsonParser("error", "error");
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser<string>("application/json", { parseAs: "string" }, (req, body, done) => {
    if (body === "") done(null, undefined);
    else void parseJson(req, body, done);
  });
}

function addRoute<Context>(
  scope: FastifyInstance,
  operation: Operation,
  options: MountOptions<Context>,
): void {
  const schema = operation.output && operation.status !== 204 ? responseSchema(operation.output) : {};
  scope.route({
    method: operation.method,
    url: operation.path.replaceAll(":", "::").replace(/\{([^}]+)\}/g, ":$1"),
    exposeHeadRoute: operation.method === "GET",
    schema: schema.type ? { response: { [operation.status]: schema } } : {},
    handler: handlerOf(operation, options),
  });
}

function handlerOf<Context>(operation: Operation, options: MountOptions<Context>): RouteHandlerMethod {
  const { router, createContext } = options;
  const { name: path, type, pathFields } = operation;
  const readInput = inputReader(operation);
  const hasInput = operation.inputs.length > 0;
  const lifetime = lifetimeHeaders(operation);
  const answer = answerOf(operation, options.prefix);

  return async (req, reply) => {
    // Fastify lets `/books/` match `/books/:bookId`; a nameless thing is not there.
    if (pathFields.some((name) => (req.params as Record<string, string>)[name] === ""))
      return reply.callNotFound();
    if (lifetime) reply.headers(lifetime);
    // Read when the procedure asks, so that guards before its input speak first, as they do through tRPC.
    let input: { readonly value: unknown } | undefined;
    const getRawInput = async () => (input ??= { value: readInput(req) }).value;
    if (!hasInput) await getRawInput();
    const ctx = await createContext(req, reply);
    const call = { router, path, type, ctx, getRawInput, signal: undefined, batchIndex: 0 };
    const output: unknown = await callTRPCProcedure(call);
    options.onResult?.(reply, ctx);
    return answer(req, reply, output);
  };
}
