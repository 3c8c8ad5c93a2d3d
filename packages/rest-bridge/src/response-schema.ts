import type { $ZodType } from "zod/v4/core";
import { defOf } from "./zod-shape.ts";

/** The part of JSON Schema that fast-json-stringify writes exactly as JSON.stringify does; `{}` means JSON.stringify itself. */
export type ResponseSchema = {
  type?: "string" | "number" | "boolean" | "object" | "array";
  format?: "date-time";
  nullable?: true;
  properties?: Record<string, ResponseSchema>;
  items?: ResponseSchema;
};

/**
 * What a validated output may be serialised with. Only shapes where the generated code and JSON.stringify agree byte for
 * byte are compiled; unions, records, transforms and the like fall back, each where it stands.
 */
export function responseSchema(output: $ZodType): ResponseSchema {
  return schemaOf(output, new Set());
}

function schemaOf(schema: $ZodType, above: ReadonlySet<$ZodType>): ResponseSchema {
  if (above.has(schema)) return {};
  const inside = new Set(above).add(schema);
  const def = defOf(schema);
  switch (def.type) {
    case "string":
    case "template_literal":
      return { type: "string" };
    case "number":
      return { type: "number" };
    case "boolean":
      return { type: "boolean" };
    case "date":
      return { type: "string", format: "date-time" };
    case "literal":
      return ofValues(def.values);
    case "enum":
      return ofValues(Object.values(def.entries));
    case "array": {
      const mayBeUndefined = def.element._zod.optout !== undefined;
      return mayBeUndefined ? {} : { type: "array", items: schemaOf(def.element, inside) };
    }
    case "object": {
      const isClosed = def.catchall === undefined || defOf(def.catchall).type === "never";
      if (!isClosed) return {};
      // No `required`: the generated code would then write those keys first.
      return {
        type: "object",
        properties: Object.fromEntries(
          Object.entries(def.shape).map(([name, field]) => [name, schemaOf(field, inside)]),
        ),
      };
    }
    case "nullable": {
      const inner = schemaOf(def.innerType, inside);
      return inner.type ? { ...inner, nullable: true } : {};
    }
    case "optional":
    case "default":
    case "prefault":
    case "nonoptional":
    case "readonly":
    case "catch":
      return schemaOf(def.innerType, inside);
    case "pipe":
      return schemaOf(def.out, inside);
    default:
      return {};
  }
}

function ofValues(values: readonly unknown[]): ResponseSchema {
  if (values.every((value) => typeof value === "string")) return { type: "string" };
  return values.every((value) => typeof value === "number") ? { type: "number" } : {};
}
