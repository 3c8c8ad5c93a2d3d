import type { AnyProcedure, AnyRouter } from "@trpc/server";
import type { $ZodType } from "zod/v4/core";
import type { RestMeta, RestMethod, RestOperation } from "./meta.ts";
import { defOf, fieldsOfAll, isZod, type Field } from "./zod-shape.ts";

/** One procedure with REST meta, checked and completed: mounting and documenting both start from here. */
export type Operation = {
  /** The path in the router, as `bookings.create`. */
  readonly name: string;
  readonly type: "query" | "mutation";
  readonly id: string;
  readonly method: RestMethod;
  readonly path: string;
  readonly meta: RestOperation;
  readonly inputs: readonly $ZodType[];
  /** `undefined` when the input is not made of named fields. */
  readonly fields: ReadonlyMap<string, Field> | undefined;
  readonly pathFields: readonly string[];
  readonly queryFields: readonly string[];
  readonly bodyFields: readonly string[];
  readonly hasBody: boolean;
  readonly takesIfMatch: boolean;
  readonly output: $ZodType | undefined;
  readonly status: 200 | 201 | 202 | 204;
};

/** The input field that the If-Match header fills. */
export const VERSION_FIELD = "ifVersion";

/** All REST operations of a router by path and method. Throws on meta that cannot be served, naming the procedure. */
export function operationsOf(router: AnyRouter): readonly Operation[] {
  const [lazy] = Object.keys(router._def.lazy);
  if (lazy !== undefined) throw new Error(`${lazy} is a lazy router: its operations are not known at start`);
  const procedures = Object.entries(router._def.procedures as Record<string, AnyProcedure>);
  const operations = procedures.flatMap(([name, procedure]) => {
    const meta = restMetaOf(procedure);
    return meta ? [operationOf(name, procedure, meta)] : [];
  });
  refuseTwice(
    operations,
    "method and path",
    (operation) => `${operation.method} ${operation.path.replace(/\{[^}]+\}/g, "{}")}`,
  );
  refuseTwice(operations, "operationId", (operation) => operation.id);
  return operations.toSorted(
    (a, b) => compare(a.path, b.path) || METHODS.indexOf(a.method) - METHODS.indexOf(b.method),
  );
}

const METHODS: readonly RestMethod[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Meta is typed on the router's builder only, so it arrives here as unknown. */
function restMetaOf(procedure: AnyProcedure): RestOperation | undefined {
  const operation = (procedure._def.meta as RestMeta | undefined)?.openapi;
  return operation === undefined || operation.enabled === false ? undefined : operation;
}

function operationOf(name: string, procedure: AnyProcedure, meta: RestOperation): Operation {
  const fail = (why: string) => new Error(`${name} (${meta.method} ${meta.path}) ${why}`);
  const { type } = procedure._def;
  if (type === "subscription") throw fail("is a subscription, which has no REST form");
  if (type === "query" && meta.method !== "GET" && meta.method !== "POST")
    throw fail("is a query: GET or POST");
  if (type === "mutation" && meta.method === "GET") throw fail("is a mutation: not GET");
  const inputs = procedure._def.inputs.filter(isZod);
  if (inputs.length < procedure._def.inputs.length) throw fail("has an input that is not a zod 4 schema");

  const fields = inputs.every(isNothing) ? new Map<string, Field>() : fieldsOfAll(inputs);
  const names = [...(fields?.keys() ?? [])].filter((field) => field !== VERSION_FIELD);
  const pathFields = [...meta.path.matchAll(/\{([^}]+)\}/g)].map(([, field]) => field ?? "");
  const missing = pathFields.concat(meta.query ?? []).find((field) => !names.includes(field));
  if (missing !== undefined) throw fail(`names {${missing}}, which its input does not have`);
  const hasBody = meta.method !== "GET" && meta.method !== "DELETE";
  if (!hasBody && fields === undefined)
    throw fail("takes its input from the query string, so it must be an object");
  const others = names.filter((field) => !pathFields.includes(field));
  const queryFields = hasBody ? others.filter((field) => meta.query?.includes(field)) : others;
  const output = outputOf(procedure);

  return {
    name,
    type,
    meta,
    inputs,
    fields,
    pathFields,
    queryFields,
    hasBody,
    output,
    method: meta.method,
    path: meta.path,
    id: meta.operationId ?? camelCase(name),
    bodyFields: others.filter((field) => !queryFields.includes(field)),
    takesIfMatch: fields?.has(VERSION_FIELD) ?? false,
    status: meta.successStatus ?? (output && isNothing(output) ? 204 : meta.location ? 201 : 200),
  };
}

/** tRPC keeps the output parser beside the inputs, without typing it. */
function outputOf(procedure: AnyProcedure): $ZodType | undefined {
  const { output } = procedure._def as { output?: unknown };
  return isZod(output) ? output : undefined;
}

export function isNothing(schema: $ZodType): boolean {
  const { type } = defOf(schema);
  return type === "void" || type === "undefined";
}

function camelCase(name: string): string {
  return name
    .split(".")
    .map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join("");
}

function refuseTwice(
  operations: readonly Operation[],
  what: string,
  key: (operation: Operation) => string,
): void {
  const seen = new Map<string, string>();
  for (const operation of operations) {
    const other = seen.get(key(operation));
    if (other !== undefined)
      throw new Error(`${operation.name} and ${other} have the same ${what}: ${key(operation)}`);
    seen.set(key(operation), operation.name);
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
