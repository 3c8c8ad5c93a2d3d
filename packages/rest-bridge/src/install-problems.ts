import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { KnownPaths } from "./known-paths.ts";
import { statusProblem, transportProblem, type TypeOf } from "./problem-of.ts";
import { sendProblem, type Problem } from "./problem.ts";

/** The application's one translation of what was thrown. */
export type ProblemOf = (error: unknown, req: FastifyRequest) => Problem;

export type ProblemOptions = {
  /** The `type` of the problems that the bridge words itself; `/problems/<code>` by default. */
  readonly typeOf?: TypeOf;
  readonly onError?: (error: unknown, req: FastifyRequest, problem: Problem) => void;
};

export type ProblemHandlers = {
  readonly errorHandler: (error: FastifyError | Error, req: FastifyRequest, reply: FastifyReply) => void;
  /** For `fastify({ frameworkErrors })`: malformed URLs never reach an error handler. */
  readonly frameworkErrors: (error: FastifyError, req: FastifyRequest, reply: FastifyReply) => void;
};

/** Handlers that answer Fastify's own errors as problems and leave every other error to `problemOf`. */
export function problemHandlers(problemOf: ProblemOf, options: ProblemOptions = {}): ProblemHandlers {
  const answer = (error: unknown, req: FastifyRequest, reply: FastifyReply) => {
    const problem =
      transportProblem(error, options.typeOf) ?? translate(error, req, problemOf, options.typeOf);
    options.onError?.(error, req, problem);
    sendProblem(reply, problem);
  };
  return { errorHandler: answer, frameworkErrors: answer };
}

/** A translation that itself fails must not leak why. */
export function translate(
  error: unknown,
  req: FastifyRequest,
  problemOf: ProblemOf,
  typeOf?: TypeOf,
): Problem {
  try {
    return problemOf(error, req);
  } catch {
    return statusProblem(500, typeOf);
  }
}

/**
 * Makes every error of this scope a problem document: thrown ones, Fastify's own, 404, and 405 with `Allow` for a known
 * path. Call it before the routes are registered; malformed URLs need `problemHandlers(…).frameworkErrors` as well.
 */
export function installProblems(
  app: FastifyInstance,
  problemOf: ProblemOf,
  options: ProblemOptions = {},
): void {
  app.setErrorHandler(problemHandlers(problemOf, options).errorHandler);
  if (app.hasDecorator(INSTALLED)) return;
  app.decorate(INSTALLED, true);
  const known = new KnownPaths();
  app.addHook("onRoute", (route) => known.add(route.method, route.url));
  const answer = (req: FastifyRequest, reply: FastifyReply) => {
    const allowed = known.methodsOf(req.url);
    if (allowed.length === 0) return sendProblem(reply, statusProblem(404, options.typeOf));
    return sendProblem(reply.header("allow", allowed.join(", ")), statusProblem(405, options.typeOf));
  };
  // After every onRequest hook, but before the body is parsed: its errors would hide that there is nothing here.
  app.addHook("preParsing", (req, reply, _payload, done) => {
    if (req.is404) answer(req, reply);
    else done();
  });
  app.setNotFoundHandler(answer);
}

/** A scope inside one that answers what is missing leaves that to it: it knows the routes of its other scopes too. */
const INSTALLED = Symbol("problems installed");
