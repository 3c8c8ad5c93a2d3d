import { appRouter } from "@salon/api";
import { z } from "zod";
import type { Input } from "./inputs.ts";
import type { Procedure } from "./table.ts";

/** Where in an input something stands: keys, and the first of a list. */
export type Path = readonly (string | 0)[];

type Schema = {
  readonly $ref?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $defs?: Readonly<Record<string, Schema>>;
};

/** Every place in a procedure's input that holds the id of something. */
export function idPlacesOf(procedure: Procedure): readonly Path[] {
  const root = schemaOf(procedure);
  const places = new Map<string, Path>();
  walk(root, root, [], (path, schema) => {
    if (schema.format === "uuid") places.set(path.join("."), path);
  });
  return [...places.values()];
}

/** The names of an input's own fields. */
export function fieldsOf(procedure: Procedure): readonly string[] {
  const root = schemaOf(procedure);
  return Object.keys(resolved(root, root).properties ?? {});
}

function schemaOf(procedure: Procedure): Schema {
  const procedures = appRouter._def.procedures as unknown as Readonly<
    Record<string, { _def: { inputs: z.ZodType[] } }>
  >;
  const [input] = procedures[procedure]?._def.inputs ?? [];
  return input ? (z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Schema) : {};
}

function walk(root: Schema, schema: Schema, path: Path, found: (path: Path, schema: Schema) => void): void {
  const here = resolved(root, schema);
  found(path, here);
  for (const option of [...(here.anyOf ?? []), ...(here.oneOf ?? [])]) walk(root, option, path, found);
  for (const [name, field] of Object.entries(here.properties ?? {}))
    walk(root, field, [...path, name], found);
  if (here.items) walk(root, here.items, [...path, 0], found);
}

function resolved(root: Schema, { $ref, ...schema }: Schema): Schema {
  return $ref === undefined ? schema : (root.$defs?.[$ref.split("/").at(-1) ?? ""] ?? {});
}

export function valueAt(input: unknown, path: Path): unknown {
  return path.reduce((value: unknown, key) => (value as Record<string, unknown> | undefined)?.[key], input);
}

/** The same input with another value there; what leads there is taken from the samples where it is left out. */
export function withValueAt(input: Input, path: Path, value: unknown, samples: Input): Input {
  const copy = structuredClone(input) as Record<string, unknown>;
  let container = copy;
  for (const key of path.slice(0, -1)) {
    // A client is named by an id, or told of: not both.
    const inside = key === "client" ? {} : (container[key] ?? structuredClone(samples[key] ?? {}));
    container[key] = inside;
    container = inside as Record<string, unknown>;
  }
  container[String(path.at(-1))] = value;
  return copy;
}
