import { z } from "zod";
import type { $ZodShape, $ZodType } from "zod/v4/core";
import { defOf, fieldsOf, unwrapInput } from "./zod-shape.ts";

/**
 * The same input without some of its fields, for documents only: refinements are not carried over. A schema that has none
 * of the fields comes back itself, so that it stays a named component.
 */
export function withoutFields(schema: $ZodType, names: readonly string[]): $ZodType {
  const fields = fieldsOf(schema);
  if (!names.some((name) => fields?.has(name))) return schema;
  const def = defOf(schema);
  switch (def.type) {
    case "object": {
      const shape = Object.fromEntries(
        Object.entries(def.shape).filter(([name]) => !names.includes(name)),
      ) as $ZodShape;
      const rest = def.catchall;
      return rest === undefined ? z.strictObject(shape) : z.object(shape).catchall(rest);
    }
    case "union":
      return z.union(def.options.map((option) => withoutFields(option, names)));
    case "intersection":
      return z.intersection(withoutFields(def.left, names), withoutFields(def.right, names));
    default: {
      const inner = unwrapInput(schema);
      return inner ? withoutFields(inner, names) : schema;
    }
  }
}
