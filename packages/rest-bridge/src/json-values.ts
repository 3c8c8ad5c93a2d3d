import type { $ZodType, $ZodObjectDef, $ZodUnionDef } from "zod/v4/core";
import { byDiscriminator, byTrial } from "./json-unions.ts";
import { issue, unknownKeys, wrongType, type Convert, type InputIssue, type Path } from "./issues.ts";
import { parseInstant } from "./rfc3339.ts";
import { defOf, fieldsOf, isOpen, isRecord, unwrapInput } from "./zod-shape.ts";

type Building = Map<$ZodType, { convert?: Convert | undefined }>;

/**
 * Decides once what of a JSON value must be touched before the schema sees it: date-times become Dates wherever the schema
 * has one, and keys that a stripping schema would drop in silence are refused. `undefined` where nothing must be.
 * Values are copied on the way, never changed in place.
 */
export function jsonConverter(schemas: readonly $ZodType[]): Convert | undefined {
  const [only, ...others] = schemas;
  if (only === undefined) return undefined;
  const building: Building = new Map();
  return others.length === 0 ? converterOf(only, building, true) : together(schemas, building, true);
}

function converterOf(schema: $ZodType, building: Building, refuseUnknown: boolean): Convert | undefined {
  const begun = building.get(schema);
  if (begun) return again(begun);
  const entry: { convert?: Convert | undefined } = {};
  building.set(schema, entry);
  entry.convert = buildConverter(schema, building, refuseUnknown);
  building.delete(schema);
  return entry.convert;
}

/** A schema inside itself: followed as deep as anyone nests on purpose, so that a hostile body cannot exhaust the stack. */
function again(begun: { readonly convert?: Convert | undefined }): Convert {
  return (value, at, issues) => {
    if (at.length <= MAX_DEPTH) return begun.convert ? begun.convert(value, at, issues) : value;
    issues.push(issue("too_deep", [], `Nested deeper than ${MAX_DEPTH}`));
    return value;
  };
}

const MAX_DEPTH = 256;

function buildConverter(schema: $ZodType, building: Building, refuseUnknown: boolean): Convert | undefined {
  const def = defOf(schema);
  switch (def.type) {
    case "date":
      return reviveDate(def.coerce === true);
    case "object":
      return inObject(def, building, refuseUnknown);
    case "array":
      return inArray(converterOf(def.element, building, true));
    case "tuple":
      return inTuple(
        def.items.map((item) => converterOf(item, building, true)),
        def.rest ? converterOf(def.rest, building, true) : undefined,
      );
    case "record":
      return inRecord(converterOf(def.valueType, building, true));
    case "union":
      return inUnion(def, building, refuseUnknown);
    case "intersection":
      return together([def.left, def.right], building, refuseUnknown);
    default: {
      const inner = unwrapInput(schema);
      return inner && converterOf(inner, building, refuseUnknown);
    }
  }
}

/** `null` and numbers are never made dates of; a coercing schema would, so there they are refused here. */
function reviveDate(coerces: boolean): Convert {
  return (value, at, issues) => {
    const date = typeof value === "string" ? parseInstant(value) : undefined;
    if (date) return date;
    if (coerces && value !== undefined && !(value instanceof Date)) issues.push(wrongType("date", at));
    return value;
  };
}

function inObject(def: $ZodObjectDef, building: Building, refuseUnknown: boolean): Convert | undefined {
  const fields = Object.entries(def.shape).flatMap(([name, field]): [string, Convert][] => {
    const convert = converterOf(field, building, true);
    return convert ? [[name, convert]] : [];
  });
  const strips = def.catchall === undefined && refuseUnknown;
  if (fields.length === 0 && !strips) return undefined;
  const known = new Set(Object.keys(def.shape));
  return (value, at, issues) => {
    if (!isRecord(value)) return value;
    if (strips) refuseUnknownKeys(value, known, at, issues);
    let copy: Record<string, unknown> | undefined;
    for (const [name, convert] of fields) {
      if (!Object.hasOwn(value, name)) continue;
      const converted = convert(value[name], [...at, name], issues);
      if (converted !== value[name]) (copy ??= { ...value })[name] = converted;
    }
    return copy ?? value;
  };
}

function inArray(element: Convert | undefined): Convert | undefined {
  if (!element) return undefined;
  return (value, at, issues) =>
    Array.isArray(value) ? value.map((item, index) => element(item, [...at, index], issues)) : value;
}

function inTuple(items: readonly (Convert | undefined)[], rest: Convert | undefined): Convert | undefined {
  if (!rest && items.every((item) => item === undefined)) return undefined;
  return (value, at, issues) => {
    if (!Array.isArray(value)) return value;
    return value.map((item: unknown, index) => {
      const convert = index < items.length ? items[index] : rest;
      return convert ? convert(item, [...at, index], issues) : item;
    });
  };
}

function inRecord(element: Convert | undefined): Convert | undefined {
  if (!element) return undefined;
  return (value, at, issues) => {
    if (!isRecord(value)) return value;
    const copy = { ...value };
    for (const name of Object.keys(copy)) copy[name] = element(copy[name], [...at, name], issues);
    return copy;
  };
}

function inUnion(def: $ZodUnionDef, building: Building, refuseUnknown: boolean): Convert | undefined {
  const options = def.options.map((schema) => ({
    schema,
    convert: converterOf(schema, building, refuseUnknown),
  }));
  if (options.every((option) => option.convert === undefined)) return undefined;
  const discriminator = "discriminator" in def ? String(def.discriminator) : undefined;
  return (
    (discriminator === undefined ? undefined : byDiscriminator(discriminator, options)) ?? byTrial(options)
  );
}

/** Several schemas that must all hold: a key is unknown when none of them names it. */
function together(
  schemas: readonly $ZodType[],
  building: Building,
  refuseUnknown: boolean,
): Convert | undefined {
  const converters = schemas.flatMap((schema) => converterOf(schema, building, false) ?? []);
  const known =
    refuseUnknown && !schemas.some(isOpen)
      ? new Set(schemas.flatMap((schema) => [...(fieldsOf(schema)?.keys() ?? [])]))
      : undefined;
  if (converters.length === 0 && !known) return undefined;
  return (value, at, issues) => {
    if (known && isRecord(value)) refuseUnknownKeys(value, known, at, issues);
    return converters.reduce((converted, convert) => convert(converted, at, issues), value);
  };
}

function refuseUnknownKeys(
  value: Record<string, unknown>,
  known: ReadonlySet<string>,
  at: Path,
  issues: InputIssue[],
): void {
  const unknown = Object.keys(value).filter((key) => !known.has(key));
  if (unknown.length > 0) issues.push(unknownKeys(unknown, at));
}
