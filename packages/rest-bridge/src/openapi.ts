import type { AnyRouter } from "@trpc/server";
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
  type ZodOpenApiSecuritySchemeObject,
} from "zod-openapi";
import { documentedOperation } from "./openapi-operation.ts";
import {
  PARAMETERS,
  problemResponses,
  PROBLEM_SCHEMA,
  type HeaderObjects,
  type SchemaObject,
  type Shared,
} from "./openapi-shared.ts";
import { bodiesAsRequests, sentMessages, type SentMessage } from "./openapi-webhooks.ts";
import { operationsOf } from "./operations.ts";

export type OpenApiDocument = ReturnType<typeof createDocument>;

export type OpenApiOptions = {
  readonly info: ZodOpenApiObject["info"];
  readonly servers?: ZodOpenApiObject["servers"];
  /** Put before every path; empty where a server's URL has it already. */
  readonly prefix: string;
  readonly securitySchemes?: Record<string, ZodOpenApiSecuritySchemeObject>;
  /** What an operation needs that says nothing itself; by default any one of the schemes. */
  readonly security?: Record<string, string[]>[];
  readonly tags?: ZodOpenApiObject["tags"];
  readonly externalDocs?: ZodOpenApiObject["externalDocs"];
  /** JSON Schema of the application's problems; that of `Problem` by default. */
  readonly problemSchema?: SchemaObject;
  /** Statuses that any operation may answer with a problem. */
  readonly problems?: readonly number[];
  /** Headers that every response has, as `X-Request-Id`. */
  readonly responseHeaders?: HeaderObjects;
  /** Operations that no procedure stands behind, under their full paths. */
  readonly extraPaths?: ZodOpenApiPathsObject;
  /** What the application sends by itself, by the names of the messages. */
  readonly webhooks?: Readonly<Record<string, SentMessage>>;
};

const GENERAL_PROBLEMS = [400, 401, 403, 404, 429, 500, 503];

/**
 * Describes the operations that `mountRest` serves, as OpenAPI 3.1: a plain object, the same for the same router whatever
 * the order of its definitions.
 */
export function openApiDocument(router: AnyRouter, options: OpenApiOptions): OpenApiDocument {
  const operations = operationsOf(router);
  const used: Shared = {
    general: options.problems ?? GENERAL_PROBLEMS,
    problems: new Set(),
    parameters: new Set(),
    headers: options.responseHeaders ?? {},
  };
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    const path = options.prefix + operation.path;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: documentedOperation(operation, used) };
  }
  for (const [path, item] of Object.entries(options.extraPaths ?? {}))
    paths[path] = { ...paths[path], ...item };

  const schemes = options.securitySchemes ?? {};
  const { info, servers, tags, externalDocs } = options;
  const document: ZodOpenApiObject = {
    openapi: "3.1.0",
    info,
    ...(servers && { servers }),
    ...(tags && { tags }),
    ...(externalDocs && { externalDocs }),
    security: options.security ?? Object.keys(schemes).map((name) => ({ [name]: [] })),
    paths,
    ...(options.webhooks && { webhooks: sentMessages(options.webhooks) }),
    components: {
      schemas: { Problem: options.problemSchema ?? PROBLEM_SCHEMA },
      parameters: Object.fromEntries([...used.parameters].toSorted().map((name) => [name, PARAMETERS[name]])),
      responses: problemResponses([...used.problems], used.headers),
      securitySchemes: schemes,
    },
  };
  const made = createDocument(document, {
    override: overrides,
    allowEmptySchema: { custom: true, transform: true },
  });
  const { webhooks, ...rest } = JSON.parse(JSON.stringify(made)) as OpenApiDocument;
  return sortedSchemas({ ...rest, ...(webhooks && { webhooks: bodiesAsRequests(webhooks) }) });
}

const overrides: ZodOpenApiOverride = ({ jsonSchema, zodSchema, io }) => {
  const { def } = zodSchema._zod;
  if (def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
  // Unknown keys are refused whether or not the schema is strict.
  if (def.type === "object" && io === "input" && def.catchall === undefined)
    jsonSchema.additionalProperties = false;
};

/** zod-openapi lists components in the order in which it met them. */
function sortedSchemas(document: OpenApiDocument): OpenApiDocument {
  const schemas = Object.entries(document.components?.schemas ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(schemas) } };
}
