import type { FastifyRequest } from "fastify";
import { versionFromIfMatch } from "./conditional.ts";
import { badInput, issue, unknownKeys, wrongType, type Convert, type InputIssue } from "./issues.ts";
import { jsonConverter } from "./json-values.ts";
import { VERSION_FIELD, type Operation } from "./operations.ts";
import { parseInstant } from "./rfc3339.ts";
import { textConverter } from "./text-values.ts";
import { accepts, isRecord } from "./zod-shape.ts";

type Parts = { readonly params: Record<string, string>; readonly query: Record<string, unknown> };

/**
 * Compiles how a request becomes the one input object of a procedure. The reader throws BAD_REQUEST with zod issues, as
 * the procedure itself does.
 */
export function inputReader(operation: Operation): (req: FastifyRequest) => unknown {
  const { fields } = operation;
  if (!fields) return bodyReader(operation);
  const convertersOf = (names: readonly string[]) =>
    names.map((name): [string, Convert] => [name, textConverter(fields.get(name)?.schemas ?? [])]);
  const pathConverters = convertersOf(operation.pathFields);
  const queryConverters = new Map(convertersOf(operation.queryFields));
  const notInBody = new Set([...operation.queryFields, VERSION_FIELD]);
  const convertJson = operation.hasBody ? jsonConverter(operation.inputs) : undefined;
  const emptyIs =
    operation.inputs.length > 0 &&
    operation.inputs.every((schema) => !accepts(schema, {}) && accepts(schema, undefined))
      ? undefined
      : {};

  return (req) => {
    const issues: InputIssue[] = [];
    const { params, query } = req as Parts;
    const input = operation.hasBody ? fromBody(req.body, notInBody, issues) : withoutBody(req.body, issues);
    for (const [name, convert] of pathConverters) {
      const value = convert(params[name], [name], issues);
      if (Object.hasOwn(input, name) && !isSame(value, input[name])) {
        issues.push(issue("conflicting_values", [name], `${name} differs between the path and the body`));
      }
      input[name] = value;
    }
    for (const name in query) {
      const convert = queryConverters.get(name);
      if (convert) input[name] = convert(query[name], [name], issues);
      else issues.push(issue("unknown_parameter", ["query", name], "Unknown query parameter"));
    }
    if (operation.takesIfMatch) {
      const version = versionFromIfMatch(req.headers["if-match"], issues);
      if (version !== undefined) input[VERSION_FIELD] = version;
    }
    const converted = convertJson ? convertJson(input, [], issues) : input;
    if (issues.length > 0) throw badInput(issues);
    return emptyIs === undefined && Object.keys(input).length === 0 ? undefined : converted;
  };
}

/** An input that is a list or another bare value is the body itself. */
function bodyReader(operation: Operation): (req: FastifyRequest) => unknown {
  const convertJson = jsonConverter(operation.inputs);
  return (req) => {
    const issues: InputIssue[] = [];
    for (const name in (req as Parts).query)
      issues.push(issue("unknown_parameter", ["query", name], "Unknown query parameter"));
    const converted = convertJson ? convertJson(req.body, [], issues) : req.body;
    if (issues.length > 0) throw badInput(issues);
    return converted;
  };
}

function fromBody(
  body: unknown,
  notInBody: ReadonlySet<string>,
  issues: InputIssue[],
): Record<string, unknown> {
  if (body === undefined) return {};
  if (!isRecord(body)) {
    issues.push(wrongType("object", []));
    return {};
  }
  const misplaced = Object.keys(body).filter((key) => notInBody.has(key));
  if (misplaced.length > 0) issues.push(unknownKeys(misplaced, []));
  return { ...body };
}

function withoutBody(body: unknown, issues: InputIssue[]): Record<string, unknown> {
  if (body === undefined || (isRecord(body) && Object.keys(body).length === 0)) return {};
  issues.push(issue("unexpected_body", [], "This operation takes no body"));
  return {};
}

function isSame(inPath: unknown, inBody: unknown): boolean {
  if (inPath instanceof Date)
    return typeof inBody === "string" && parseInstant(inBody)?.getTime() === inPath.getTime();
  return inPath === inBody;
}
