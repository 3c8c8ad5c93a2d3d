import { callTRPCProcedure, type AnyRouter } from "@trpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import { bodyTag, isUnchanged, versionTag } from "./conditional.ts";
import { installProblems, translate, type ProblemOf, type ProblemOptions } from "./install-problems.ts";
import { operationsOf, type Operation } from "./operations.ts";
import { nextLink, isPage } from "./pages.ts";
import { sendProblem } from "./problem.ts";
import { inputReader } from "./read-input.ts";
import { responseSchema } from "./response-schema.ts";
import { fieldsOf } from "./zod-shape.ts";

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

function addRoute<Context>(scope: FastifyInstance, operation: Operation, options: MountOptions<Context>): void {
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
  const { router, createContext, problemOf, onResult } = options;
  const { name: path, type, pathFields } = operation;
  const readInput = inputReader(operation);
  const hasInput = operation.inputs.length > 0;
  const lifetime = lifetimeHeaders(operation);
  const answer = answerOf(operation, options.prefix);

  return async (req, reply) => {
    // Fastify lets `/books/` match `/books/:bookId`; a nameless thing is not there.
    if (pathFields.some((name) => (req.params as Record<string, string>)[name] === "")) return reply.callNotFound();
    if (lifetime) reply.headers(lifetime);
    try {
      // Read when the procedure asks, so that guards before its input speak first, as they do through tRPC.
      let input: { value: unknown } | undefined;
      const getRawInput = async () => (input ??= { value: readInput(req) }).value;
      if (!hasInput) await getRawInput();
      const ctx = await createContext(req, reply);
      const output: unknown = await callTRPCProcedure({ router, path, type, ctx, getRawInput, signal: undefined, batchIndex: 0 });
      onResult?.(reply, ctx);
      return answer(req, reply, output);
    } catch (error) {
      const problem = translate(error, req, problemOf, options.typeOf);
      options.onError?.(error, req, problem);
      return sendProblem(reply, problem);
    }
  };
}

type Answer = (req: FastifyRequest, reply: FastifyReply, output: unknown) => FastifyReply;

function answerOf(operation: Operation, prefix: string): Answer {
  const isGet = operation.method === "GET";
  const fields = operation.output && fieldsOf(operation.output);
  const hasVersion = fields?.has("version") ?? false;
  const hasPages = isGet && isPage(fields);
  const locate = locator(operation, prefix);
  let serialize: ((output: unknown) => string) | undefined;

  return (req, reply, output) => {
    if (operation.status === 204 || output === undefined) return reply.code(204).send();
    serialize ??= reply.getSerializationFunction(String(operation.status)) ?? JSON.stringify;
    const body = serialize(output);
    if (locate) reply.header("location", locate(output));
    const tag = (hasVersion ? versionTag(output) : undefined) ?? (isGet ? bodyTag(body) : undefined);
    if (tag !== undefined) reply.header("etag", tag);
    if (isGet && tag !== undefined && isUnchanged(req.headers["if-none-match"], tag)) return reply.code(304).send();
    const link = hasPages ? nextLink(req.url, output) : undefined;
    if (link !== undefined) reply.header("link", link);
    return reply.code(operation.status).header("content-type", "application/json; charset=utf-8").send(body);
  };
}

/** Each `location` is typed by its own procedure's output, which this loop over all procedures cannot name. */
function locator(operation: Operation, prefix: string): ((output: unknown) => string) | undefined {
  const location = operation.meta.location as ((output: unknown) => string) | undefined;
  return location && ((output) => prefix + location(output));
}

function lifetimeHeaders({ meta, name }: Operation): Record<string, string> | undefined {
  const headers: Record<string, string> = {};
  if (meta.deprecation !== undefined) headers["deprecation"] = `@${Math.floor(timeOf(meta.deprecation, name) / 1000)}`;
  if (meta.sunset !== undefined) headers["sunset"] = new Date(timeOf(meta.sunset, name)).toUTCString();
  return Object.keys(headers).length > 0 ? headers : undefined;
}

function timeOf(text: string, name: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new Error(`${name} has a deprecation or sunset that is no date: ${text}`);
  return time;
}
