import { z } from "zod";
import type {
  ZodOpenApiHeadersObject,
  ZodOpenApiOperationObject,
  ZodOpenApiResponseObject,
} from "zod-openapi";
import { HEADERS, problemName, type HeaderObjects, type Shared } from "./openapi-shared.ts";
import { isNothing, type Operation } from "./operations.ts";
import { isPage } from "./pages.ts";
import { defOf, fieldsOf } from "./zod-shape.ts";

type Responses = ZodOpenApiOperationObject["responses"];

export function responses(operation: Operation, shared: Shared): Responses {
  const unchanged = { description: "What the client holds is current" };
  const tagged = headersOf({ ...shared.headers, ETag: HEADERS.ETag });
  const problems = problemStatuses(operation, shared);
  for (const status of problems) shared.problems.add(status);
  return {
    [`${operation.status}`]: success(operation, shared),
    ...(operation.output && defOf(operation.output).type === "optional" && { "204": nothing(shared) }),
    ...(operation.method === "GET" && { "304": { ...unchanged, ...tagged } }),
    ...Object.fromEntries(
      problems.map((status) => [status, { $ref: `#/components/responses/${problemName(status)}` }]),
    ),
  };
}

function success(operation: Operation, shared: Shared): ZodOpenApiResponseObject {
  const { meta, output, status } = operation;
  const headers: HeaderObjects = { ...shared.headers, ...successHeaders(operation) };
  if (status === 204 || (output && isNothing(output))) return { description: "Done", ...headersOf(headers) };
  return {
    description: DESCRIPTIONS[status],
    ...headersOf(headers),
    content: {
      [meta.mediaType ?? "application/json"]: {
        schema: output ?? z.unknown(),
        ...(meta.example?.response !== undefined && { example: meta.example.response }),
      },
    },
  };
}

/** An output that may be left out is answered without a body where it is. */
function nothing(shared: Shared): ZodOpenApiResponseObject {
  return { description: "Done", ...headersOf(shared.headers) };
}

const DESCRIPTIONS = { 200: "OK", 201: "Created", 202: "Accepted" } as const;

function successHeaders({ meta, method, output }: Operation): HeaderObjects {
  const fields = output && fieldsOf(output);
  return {
    ...(meta.location && { Location: HEADERS.Location }),
    ...(meta.attachment && { "Content-Disposition": HEADERS["Content-Disposition"] }),
    ...((method === "GET" || fields?.has("version")) && { ETag: HEADERS.ETag }),
    ...(method === "GET" && isPage(fields) && { Link: HEADERS.Link }),
    ...(meta.deprecation !== undefined && { Deprecation: HEADERS.Deprecation }),
    ...(meta.sunset !== undefined && { Sunset: HEADERS.Sunset }),
  };
}

function headersOf(headers: HeaderObjects): { headers?: ZodOpenApiHeadersObject } {
  return Object.keys(headers).length > 0 ? { headers } : {};
}

function problemStatuses({ meta, ...operation }: Operation, shared: Shared): readonly number[] {
  const readsBody = operation.hasBody || operation.method === "DELETE";
  const keepsKeys = operation.type === "mutation" && meta.idempotencyKey !== "none";
  const statuses = [
    ...shared.general,
    ...(meta.problems ?? []),
    ...(readsBody ? [413, 415] : []),
    ...(keepsKeys ? [409, 422] : []),
    ...(operation.takesIfMatch ? [412] : []),
  ];
  return [...new Set(statuses)].toSorted((a, b) => a - b);
}
