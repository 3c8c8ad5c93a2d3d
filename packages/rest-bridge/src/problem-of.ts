import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { $ZodIssue } from "zod/v4/core";
import type { Problem, ProblemError } from "./problem.ts";

export type TypeOf = (code: string) => string;

const defaultType: TypeOf = (code) => `/problems/${code}`;

/** The titles and stable codes of what goes wrong before any procedure runs. */
const BY_STATUS: Readonly<Record<number, readonly [code: string, title: string]>> = {
  400: ["malformed_request", "The request is malformed"],
  401: ["unauthenticated", "Authentication is needed"],
  403: ["forbidden", "That is not allowed"],
  404: ["not_found", "Not found"],
  405: ["method_not_allowed", "This method is not allowed here"],
  408: ["request_timeout", "The request took too long to arrive"],
  409: ["conflict", "The request conflicts with the current state"],
  412: ["precondition_failed", "A precondition does not hold"],
  413: ["payload_too_large", "The request is too large"],
  415: ["unsupported_media_type", "This media type is not supported"],
  422: ["unprocessable", "The request cannot be carried out"],
  429: ["too_many_requests", "Too many requests"],
  431: ["headers_too_large", "The request's headers are too large"],
  500: ["internal_error", "Something went wrong on our side"],
  501: ["not_implemented", "Not implemented"],
  503: ["unavailable", "Temporarily unavailable"],
};

/** The plain problem of a status; 500 for a status that has none. */
export function statusProblem(status: number, typeOf: TypeOf = defaultType): Problem {
  const [code, title] = BY_STATUS[status] ?? ["internal_error", "Something went wrong on our side"];
  return { type: typeOf(code), title, status: BY_STATUS[status] ? status : 500, code };
}

/** Problems of Fastify's own errors (bad JSON, too large, wrong media type, bad URL …); `undefined` for any other. */
export function transportProblem(error: unknown, typeOf: TypeOf = defaultType): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, statusCode } = error as Error & { code?: unknown; statusCode?: unknown };
  const isFastifys = (typeof code === "string" && code.startsWith("FST_")) || error instanceof SyntaxError;
  if (!isFastifys || typeof statusCode !== "number" || (statusCode >= 500 && statusCode !== 503))
    return undefined;
  if (code === "FST_ERR_MAX_PARAM_LENGTH") return statusProblem(404, typeOf);
  const problem = statusProblem(BY_STATUS[statusCode] ? statusCode : 400, typeOf);
  return problem.status === 400
    ? { ...problem, detail: code === "FST_ERR_BAD_URL" ? "The URL is malformed" : "The body is malformed" }
    : problem;
}

/**
 * A translation for applications that have none: zod errors become `invalid_input`, TRPCErrors their HTTP status, Fastify's
 * errors theirs, and anything else a bare 500 that tells nothing.
 */
export function defaultProblemOf(error: unknown): Problem {
  const errors = inputErrors(error);
  if (errors) return invalidInput(errors);
  const transport = transportProblem(error);
  if (transport) return transport;
  if (!(error instanceof TRPCError)) return statusProblem(500);
  const problem = statusProblem(getHTTPStatusCodeFromError(error));
  return problem.status < 500 && error.cause === undefined ? { ...problem, detail: error.message } : problem;
}

export function invalidInput(errors: readonly ProblemError[], typeOf: TypeOf = defaultType): Problem {
  return {
    type: typeOf("invalid_input"),
    title: "The input is not valid",
    status: 400,
    code: "invalid_input",
    errors,
  };
}

/** The `errors` of a refused input, from a BAD_REQUEST with a zod cause; `undefined` for any other error. */
export function inputErrors(error: unknown): readonly ProblemError[] | undefined {
  if (!(error instanceof TRPCError) || error.code !== "BAD_REQUEST") return undefined;
  const { issues } = (error.cause ?? {}) as { issues?: readonly $ZodIssue[] };
  return Array.isArray(issues) ? issues.flatMap(errorsOf) : undefined;
}

function errorsOf(issue: $ZodIssue): ProblemError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerOf([...issue.path, key]),
      code: issue.code,
      message: "Unrecognized key",
    }));
  }
  const own: unknown = issue.code === "custom" ? issue.params?.["code"] : undefined;
  return [
    {
      pointer: pointerOf(issue.path),
      code: typeof own === "string" ? own : issue.code,
      message: issue.message,
    },
  ];
}

/** RFC 6901: `~` and `/` inside a name are escaped. */
function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
