import type { z } from "zod";
import { safeParse, type $ZodType, type $ZodTypes } from "zod/v4/core";

/** The definition of a schema, as the closed union that zod documents for library authors. */
export function defOf(schema: $ZodType): $ZodTypes["_zod"]["def"] {
  return (schema as $ZodTypes)._zod.def;
}

export function isZod(schema: unknown): schema is $ZodType {
  return typeof schema === "object" && schema !== null && "_zod" in schema;
}

/** What a wrapper (optional, default, pipe, lazy …) expects on the way in; `undefined` for what wraps nothing. */
export function unwrapInput(schema: $ZodType): $ZodType | undefined {
  const def = defOf(schema);
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "nonoptional":
    case "readonly":
    case "catch":
      return def.innerType;
    case "pipe":
      return defOf(def.in).type === "transform" ? def.out : def.in;
    case "lazy":
      return def.getter();
    default:
      return undefined;
  }
}

/** A field of an input: in a union of objects a name may have several schemas. */
export type Field = { readonly schemas: readonly $ZodType[]; readonly required: boolean };

/** The named fields of an input schema, or `undefined` if it is not made of objects. */
export function fieldsOf(schema: $ZodType): Map<string, Field> | undefined {
  const inner = unwrapInput(schema);
  if (inner) return fieldsOf(inner);
  const def = defOf(schema);
  switch (def.type) {
    case "object":
      return new Map(
        Object.entries(def.shape).map(([name, field]) => [
          name,
          { schemas: [field], required: isRequired(field) },
        ]),
      );
    case "union":
      return mergeFields(
        def.options.map(fieldsOf),
        (present) => present.length === def.options.length && present.every((f) => f.required),
      );
    case "intersection":
      return mergeFields([fieldsOf(def.left), fieldsOf(def.right)], (present) =>
        present.some((f) => f.required),
      );
    default:
      return undefined;
  }
}

/** The fields of several input parsers that tRPC applies to one raw input. */
export function fieldsOfAll(schemas: readonly $ZodType[]): Map<string, Field> | undefined {
  return mergeFields(schemas.map(fieldsOf), (present) => present.some((field) => field.required));
}

function mergeFields(
  parts: readonly (Map<string, Field> | undefined)[],
  required: (present: readonly Field[]) => boolean,
): Map<string, Field> | undefined {
  const maps = parts.filter((part) => part !== undefined);
  if (maps.length === 0 || maps.length < parts.length) return undefined;
  const names = new Set(maps.flatMap((map) => [...map.keys()]));
  return new Map(
    [...names].map((name) => {
      const present = maps.flatMap((map) => map.get(name) ?? []);
      return [
        name,
        { schemas: [...new Set(present.flatMap((field) => field.schemas))], required: required(present) },
      ];
    }),
  );
}

export function isRequired(schema: $ZodType): boolean {
  return schema._zod.optin === undefined;
}

/** Whether keys that the schema does not name may be given. */
export function isOpen(schema: $ZodType): boolean {
  const inner = unwrapInput(schema);
  if (inner) return isOpen(inner);
  const def = defOf(schema);
  switch (def.type) {
    case "object":
      return def.catchall !== undefined && defOf(def.catchall).type !== "never";
    case "union":
      return def.options.some(isOpen);
    case "intersection":
      return isOpen(def.left) || isOpen(def.right);
    default:
      return true;
  }
}

/** Whether a value passes; a schema that can only be asked asynchronously is given the benefit of the doubt. */
export function accepts(schema: $ZodType, value: unknown): boolean {
  try {
    return safeParse(schema, value).success;
  } catch {
    return true;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Everything made by zod itself has its methods; core types only do not say so. */
export function asZod(schema: $ZodType): z.ZodType {
  return schema as z.ZodType;
}
