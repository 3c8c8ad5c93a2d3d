import { apiDocument } from "@salon/api";
import { Ajv2020 } from "ajv/dist/2020.js";

export type JsonSchema = {
  readonly $ref?: string;
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object" | "null";
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
};
export type Parameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: JsonSchema;
};
type Response = {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
};
type Described = {
  readonly operationId: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
  };
  readonly responses: Readonly<Record<string, Response>>;
};
export type Operation = Described & {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly pattern: RegExp;
};

type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>> };

/** The document that the server publishes, and everything in it that has an address. */
const document = apiDocument() as unknown as Document;
export const OPERATIONS: readonly Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, described]) => ({
    ...described,
    parameters: described.parameters?.map((parameter) => resolved(parameter)) ?? [],
    method: method.toUpperCase() as Operation["method"],
    path,
    pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
  })),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(document, "api");
ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/);
ajv.addFormat("date", /^\d{4}-\d\d-\d\d$/);
ajv.addFormat("uuid", /^[0-9a-f-]{36}$/i);
ajv.addFormat("email", /^\S+@\S+\.\S+$/);
ajv.addFormat("uri", /^https?:\/\//);
ajv.addFormat("uri-reference", /^\S*$/);
ajv.addFormat("password", true);

/** What is wrong with a value by a schema of the document, in words; nothing where all is well. */
export function faultsOf(schema: JsonSchema, value: unknown): string[] {
  const validate = ajv.compile(inDocument(schema));
  return validate(value)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

/** What a `$ref` stands for. */
export function resolved<T extends object>(node: T): T {
  if (!("$ref" in node)) return node;
  let found: unknown = document;
  for (const part of String(node.$ref).slice(2).split("/")) found = (found as Record<string, unknown>)[part];
  return found as T;
}

const absolute = new WeakMap<JsonSchema, object>();

/** The schema with references that begin at the document; the same object every time, for it is compiled once. */
function inDocument(schema: JsonSchema): object {
  const known = absolute.get(schema);
  if (known) return known;
  const made = JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"api#/')) as object;
  absolute.set(schema, made);
  return made;
}
