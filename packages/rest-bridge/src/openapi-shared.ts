import type { $ZodType } from "zod/v4/core";
import type {
  ZodOpenApiParameterObject,
  ZodOpenApiResponseObject,
  ZodOpenApiSchemaObject,
} from "zod-openapi";

export type SchemaObject = Exclude<ZodOpenApiSchemaObject, $ZodType>;
export type HeaderObjects = Record<string, { readonly description: string; readonly schema: SchemaObject }>;
export type ParameterName = "IdempotencyKey" | "IdempotencyKeyRequired" | "IfMatch" | "IfNoneMatch";

/** What the operations of one document share, and which of it they use. */
export type Shared = {
  readonly general: readonly number[];
  readonly problems: Set<number>;
  readonly parameters: Set<ParameterName>;
  readonly headers: HeaderObjects;
};

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header" as const,
  description: "Makes a retry safe: the same key with the same request has one effect, and the same answer.",
  schema: { type: "string" as const, minLength: 1, maxLength: 255 },
};

export const PARAMETERS: Readonly<
  Record<ParameterName, Extract<ZodOpenApiParameterObject, { name: string }>>
> = {
  IdempotencyKey: { ...idempotencyKey, required: false },
  IdempotencyKeyRequired: { ...idempotencyKey, required: true },
  IfMatch: {
    name: "If-Match",
    in: "header",
    required: false,
    description: "The ETag that the change is meant for; 412 if the object has changed since.",
    schema: { type: "string", pattern: '^("(0|[1-9][0-9]{0,14})"|\\*)$', examples: ['"3"'] },
  },
  IfNoneMatch: {
    name: "If-None-Match",
    in: "header",
    required: false,
    description: "An ETag that the client holds; 304 if it still holds.",
    schema: { type: "string" },
  },
};

export const HEADERS = {
  "Content-Disposition": { description: "The name of the file", schema: { type: "string" } },
  Location: { description: "The path of what was made", schema: { type: "string", format: "uri-reference" } },
  ETag: { description: "The version of the object", schema: { type: "string" } },
  Link: { description: 'The next page (rel="next"), unless this is the last', schema: { type: "string" } },
  Deprecation: { description: "When the operation became deprecated (RFC 9745)", schema: { type: "string" } },
  Sunset: { description: "When the operation goes away (RFC 8594)", schema: { type: "string" } },
} as const satisfies HeaderObjects;

export const PROBLEM_SCHEMA = {
  type: "object",
  description: "A problem document (RFC 9457)",
  required: ["type", "title", "status", "code"],
  properties: {
    type: { type: "string", format: "uri-reference", description: "Where this kind of problem is described" },
    title: { type: "string" },
    status: { type: "integer", minimum: 400, maximum: 599 },
    detail: { type: "string" },
    instance: { type: "string", format: "uri-reference" },
    code: { type: "string", description: "The stable reason" },
    requestId: { type: "string" },
    retryAfterSeconds: { type: "number", minimum: 0 },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["pointer", "code", "message"],
        properties: {
          pointer: { type: "string", description: "JSON Pointer (RFC 6901) into the input" },
          code: { type: "string" },
          message: { type: "string" },
        },
      },
    },
  },
} satisfies SchemaObject;

const REASONS: Readonly<Record<number, string>> = {
  400: "The request is malformed, or outside its schema",
  401: "Authentication is needed",
  403: "That is not allowed",
  404: "Not found",
  409: "The request conflicts with the current state",
  410: "Gone",
  412: "The version in If-Match is not the current one",
  413: "The request is too large",
  415: "The media type is not supported",
  422: "The request cannot be carried out",
  429: "Too many requests",
  500: "Something went wrong on our side",
  503: "Temporarily unavailable",
};

export function problemName(status: number): string {
  return `Problem${status}`;
}

/** One shared response for each status that some operation answers. */
export function problemResponses(
  statuses: readonly number[],
  headers: HeaderObjects,
): Record<string, ZodOpenApiResponseObject> {
  const ordered = statuses.toSorted((a, b) => a - b);
  return Object.fromEntries(ordered.map((status) => [problemName(status), problemResponse(status, headers)]));
}

function problemResponse(status: number, common: HeaderObjects): ZodOpenApiResponseObject {
  const retryAfter = {
    "Retry-After": {
      description: "Seconds until another try may succeed",
      schema: { type: "integer" as const },
    },
  };
  const headers = { ...common, ...(status === 429 || status === 503 ? retryAfter : {}) };
  return {
    description: REASONS[status] ?? "A problem",
    ...(Object.keys(headers).length > 0 && { headers }),
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}
