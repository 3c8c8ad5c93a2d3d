import { z } from "zod";
import type { ZodOpenApiParameters } from "zod-openapi";
import type { ParameterName } from "./openapi-shared.ts";
import type { Operation } from "./operations.ts";
import { asZod, isRequired, type Field } from "./zod-shape.ts";

export function requestParams(operation: Operation): ZodOpenApiParameters {
  const { pathFields, queryFields } = operation;
  return {
    ...(pathFields.length > 0 && { path: z.object(parameters(operation, pathFields)) }),
    ...(queryFields.length > 0 && { query: z.object(parameters(operation, queryFields)) }),
  };
}

/** Optional fields that a path names are required there; a field of several schemas is any of them. */
function parameters(operation: Operation, names: readonly string[]): z.ZodRawShape {
  const inPath = names === operation.pathFields;
  return Object.fromEntries(
    names.map((name) => {
      const field = operation.fields?.get(name);
      return [name, withExample(parameterSchema(field, inPath), exampleOf(operation, name))];
    }),
  );
}

export function parameterSchema(field: Field | undefined, inPath: boolean): z.ZodType {
  const [first, ...others] = (field?.schemas ?? []).map(asZod);
  if (first === undefined) return z.unknown();
  const schema = others.length > 0 ? z.union([first, ...others]) : first;
  if (inPath) return isRequired(schema) ? schema : z.nonoptional(schema);
  return field?.required || !isRequired(schema) ? schema : schema.optional();
}

function exampleOf(operation: Operation, name: string): unknown {
  const request = operation.meta.example?.request;
  return typeof request === "object" && request !== null && Object.hasOwn(request, name)
    ? (request as Record<string, unknown>)[name]
    : undefined;
}

/** `meta()` makes a copy: the schema of the procedure keeps its own. */
function withExample(schema: z.ZodType, example: unknown): z.ZodType {
  if (example === undefined) return schema;
  const { id: _, ...meta } = schema.meta() ?? {};
  return schema.meta({ ...meta, param: { example } });
}

export function headerParameters(operation: Operation): ParameterName[] {
  const names: ParameterName[] = [];
  const key = operation.meta.idempotencyKey ?? (operation.type === "mutation" ? "optional" : "none");
  if (key !== "none") names.push(key === "required" ? "IdempotencyKeyRequired" : "IdempotencyKey");
  if (operation.takesIfMatch) names.push("IfMatch");
  if (operation.method === "GET") names.push("IfNoneMatch");
  return names;
}
