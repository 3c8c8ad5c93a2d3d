import { z } from "zod";
import type { $ZodShape, $ZodType } from "zod/v4/core";
import type { ZodOpenApiHeadersObject, ZodOpenApiOperationObject, ZodOpenApiRequestBodyObject, ZodOpenApiResponseObject } from "zod-openapi";
import { HEADERS, problemName, type HeaderObjects, type ParameterName } from "./openapi-shared.ts";
import { isNothing, type Operation } from "./operations.ts";
import { isPage } from "./pages.ts";
import { withoutFields } from "./without-fields.ts";
import { fieldsOf, isRequired, type Field } from "./zod-shape.ts";

/** What the operations of one document share, and which of it they use. */
export type Shared = {
  readonly general: readonly number[];
  readonly problems: Set<number>;
  readonly parameters: Set<ParameterName>;
  readonly headers: HeaderObjects;
};

export function documentedOperation(operation: Operation, shared: Shared): ZodOpenApiOperationObject {
  const { meta } = operation;
  const security = meta.security?.map((one) => Object.fromEntries(Object.entries(one).map(([scheme, scopes]) => [scheme, [...scopes]])));
  const body = requestBody(operation);
  return {
    operationId: operation.id,
    ...(meta.summary !== undefined && { summary: meta.summary }),
    ...(meta.description !== undefined && { description: meta.description }),
    ...(meta.tags && { tags: [...meta.tags] }),
    ...(meta.deprecated || meta.deprecation !== undefined ? { deprecated: true } : {}),
    ...(security ? { security } : meta.protect === false ? { security: [] } : {}),
    requestParams: {
      ...(operation.pathFields.length > 0 && { path: z.object(parameters(operation, operation.pathFields)) }),
      ...(operation.queryFields.length > 0 && { query: z.object(parameters(operation, operation.queryFields)) }),
    },
    parameters: headerParameters(operation).map((name) => {
      shared.parameters.add(name);
      return { $ref: `#/components/parameters/${name}` };
    }),
    ...(body && { requestBody: body }),
    responses: responses(operation, body !== undefined, shared),
  };
}

/** Optional fields that a path names are required there; a field of several schemas is any of them. */
function parameters(operation: Operation, names: readonly string[]): z.ZodRawShape {
  const inPath = names === operation.pathFields;
  return Object.fromEntries(names.map((name) => {
    const field = operation.fields?.get(name);
    return [name, withExample(parameterSchema(field, inPath), exampleOf(operation, name))];
  }));
}

function parameterSchema(field: Field | undefined, inPath: boolean): z.ZodType {
  const [first, ...others] = (field?.schemas ?? []).map(asZod);
  if (first === undefined) return z.unknown();
  const schema = others.length > 0 ? z.union([first, ...others]) : first;
  if (inPath) return isRequired(schema) ? schema : z.nonoptional(schema);
  return field?.required || !isRequired(schema) ? schema : schema.optional();
}

/** Everything made by zod itself has its methods; core types only do not say so. */
function asZod(schema: $ZodType): z.ZodType {
  return schema as z.ZodType;
}

function exampleOf(operation: Operation, name: string): unknown {
  const request = operation.meta.example?.request;
  return typeof request === "object" && request !== null && Object.hasOwn(request, name) ? (request as Record<string, unknown>)[name] : undefined;
}

/** `meta()` makes a copy: the schema of the procedure keeps its own. */
function withExample(schema: z.ZodType, example: unknown): z.ZodType {
  if (example === undefined) return schema;
  const { id: _, ...meta } = schema.meta() ?? {};
  return schema.meta({ ...meta, param: { example } });
}

function headerParameters(operation: Operation): ParameterName[] {
  const names: ParameterName[] = [];
  const key = operation.meta.idempotencyKey ?? (operation.type === "mutation" ? "optional" : "none");
  if (key !== "none") names.push(key === "required" ? "IdempotencyKeyRequired" : "IdempotencyKey");
  if (operation.takesIfMatch) names.push("IfMatch");
  if (operation.method === "GET") names.push("IfNoneMatch");
  return names;
}

function requestBody(operation: Operation): ZodOpenApiRequestBodyObject | undefined {
  const { meta, fields, bodyFields } = operation;
  if (!operation.hasBody) return undefined;
  if (meta.multipart) return multipartBody(operation);
  const [first, ...others] = operation.inputs;
  if (first === undefined || (fields && bodyFields.length === 0)) return undefined;
  const left = [...(fields?.keys() ?? [])].filter((name) => !bodyFields.includes(name));
  const schema = [first, ...others].map((input) => bodyOf(input, left, operation)).reduce((all, one) => z.intersection(all, one));
  const example = bodyExample(operation);
  return {
    required: fields ? bodyFields.some((name) => fields.get(name)?.required) : isRequired(schema),
    content: { "application/json": { schema, ...(example !== undefined && { example }) } },
  };
}

/** What remains of a named schema is named after its operation. */
function bodyOf(input: $ZodType, left: readonly string[], { id }: Operation): z.ZodType {
  const schema = asZod(withoutFields(input, left));
  const isPart = schema !== input && asZod(input).meta()?.id !== undefined;
  return isPart ? schema.meta({ id: `${id.charAt(0).toUpperCase()}${id.slice(1)}Body` }) : schema;
}

function bodyExample({ meta, fields, bodyFields }: Operation): unknown {
  const request = meta.example?.request;
  if (!fields || typeof request !== "object" || request === null) return request;
  return Object.fromEntries(Object.entries(request).filter(([name]) => bodyFields.includes(name)));
}

function multipartBody({ meta, fields, bodyFields }: Operation): ZodOpenApiRequestBodyObject {
  const file = meta.multipart?.file ?? "file";
  const description = meta.multipart?.description;
  const shape: Record<string, $ZodType> = { [file]: z.any().meta({ override: { type: "string", format: "binary", ...(description !== undefined && { description }) } }) };
  for (const name of bodyFields.filter((field) => field !== file)) shape[name] = parameterSchema(fields?.get(name), false);
  const contentTypes = meta.multipart?.contentTypes;
  return {
    required: true,
    content: {
      "multipart/form-data": {
        schema: z.object(shape as $ZodShape),
        ...(contentTypes && { encoding: { [file]: { contentType: contentTypes.join(", ") } } }),
      },
    },
  };
}

function responses(operation: Operation, hasBody: boolean, shared: Shared): ZodOpenApiOperationObject["responses"] {
  const made: ZodOpenApiOperationObject["responses"] = { [`${operation.status}`]: success(operation, shared) };
  if (operation.method === "GET") made["304"] = { description: "What the client holds is current", ...headersOf({ ...shared.headers, ETag: HEADERS.ETag }) };
  for (const status of problemStatuses(operation, hasBody, shared)) {
    shared.problems.add(status);
    made[`${status}` as "400"] = { $ref: `#/components/responses/${problemName(status)}` };
  }
  return made;
}

function success(operation: Operation, shared: Shared): ZodOpenApiResponseObject {
  const { meta, output, status } = operation;
  const headers: HeaderObjects = { ...shared.headers, ...successHeaders(operation) };
  if (status === 204 || (output && isNothing(output))) return { description: "Done", ...headersOf(headers) };
  return {
    description: DESCRIPTIONS[status],
    ...headersOf(headers),
    content: { "application/json": { schema: output ?? z.unknown(), ...(meta.example?.response !== undefined && { example: meta.example.response }) } },
  };
}

const DESCRIPTIONS = { 200: "OK", 201: "Created", 202: "Accepted" } as const;

function successHeaders({ meta, method, output }: Operation): HeaderObjects {
  const fields = output && fieldsOf(output);
  return {
    ...(meta.location && { Location: HEADERS.Location }),
    ...((method === "GET" || fields?.has("version")) && { ETag: HEADERS.ETag }),
    ...(method === "GET" && isPage(fields) && { Link: HEADERS.Link }),
    ...(meta.deprecation !== undefined && { Deprecation: HEADERS.Deprecation }),
    ...(meta.sunset !== undefined && { Sunset: HEADERS.Sunset }),
  };
}

function headersOf(headers: HeaderObjects): { headers?: ZodOpenApiHeadersObject } {
  return Object.keys(headers).length > 0 ? { headers: headers as ZodOpenApiHeadersObject } : {};
}

function problemStatuses(operation: Operation, hasBody: boolean, shared: Shared): readonly number[] {
  const statuses = new Set([...shared.general, ...(operation.meta.problems ?? [])]);
  if (hasBody || operation.method === "DELETE") for (const status of [413, 415]) statuses.add(status);
  if (operation.type === "mutation" && operation.meta.idempotencyKey !== "none") for (const status of [409, 422]) statuses.add(status);
  if (operation.takesIfMatch) statuses.add(412);
  return [...statuses].toSorted((a, b) => a - b);
}
