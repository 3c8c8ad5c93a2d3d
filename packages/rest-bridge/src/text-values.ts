import type { $ZodType } from "zod/v4/core";
import { wrongType, type Convert } from "./issues.ts";
import { parseInstant } from "./rfc3339.ts";
import { accepts, defOf, unwrapInput } from "./zod-shape.ts";

const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const INTEGER = /^-?(0|[1-9]\d{0,99})$/;

/**
 * Decides once how the text of a path or query parameter becomes what the schemas of a field expect. Text that does not
 * fit stays text, so that the schema refuses it with its own reason.
 */
export function textConverter(schemas: readonly $ZodType[]): Convert {
  const [only, ...others] = schemas;
  if (only === undefined) return (value) => value;
  return others.length === 0 ? converterOf(only) : firstAccepted(schemas);
}

function converterOf(schema: $ZodType): Convert {
  const def = defOf(schema);
  switch (def.type) {
    case "number":
      return scalar("number", readNumber, def.coerce === true);
    case "boolean":
      return scalar("boolean", readBoolean, def.coerce === true);
    case "bigint":
      return scalar("bigint", readBigint, def.coerce === true);
    case "date":
      return scalar("date", readInstant, def.coerce === true);
    case "literal":
      return oneOf(def.values);
    case "enum":
      return oneOf(Object.values(def.entries));
    case "array": {
      const element = converterOf(def.element);
      return (value, at, issues) => toList(value).map((item, index) => element(item, [...at, index], issues));
    }
    case "tuple": {
      const items = def.items.map(converterOf);
      const rest = def.rest ? converterOf(def.rest) : undefined;
      return (value, at, issues) =>
        toList(value).map((item, index) => (items[index] ?? rest)?.(item, [...at, index], issues) ?? item);
    }
    case "union":
      return firstAccepted(def.options);
    case "intersection": {
      const [left, right] = [converterOf(def.left), converterOf(def.right)];
      return (value, at, issues) => right(left(value, at, issues), at, issues);
    }
    default: {
      const inner = unwrapInput(schema);
      return inner ? converterOf(inner) : (value) => value;
    }
  }
}

/** A coercing schema would take `0x10`, blanks and `false` its own way, so there the bridge itself refuses. */
function scalar(
  expected: "number" | "boolean" | "bigint" | "date",
  read: (text: string) => unknown,
  coerces: boolean,
): Convert {
  return (value, at, issues) => {
    const typed = typeof value === "string" ? read(value) : undefined;
    if (typed !== undefined) return typed;
    if (coerces) issues.push(wrongType(expected, at));
    return value;
  };
}

function readNumber(text: string): number | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const number = Number(text);
  const exact = text.includes(".") ? Number.isFinite(number) : Number.isSafeInteger(number);
  return exact ? number : undefined;
}

function readBoolean(text: string): boolean | undefined {
  if (text === "true") return true;
  return text === "false" ? false : undefined;
}

/** In a query a `+` that was not escaped arrives as a space; before an offset it can have been nothing else. */
function readInstant(text: string): Date | undefined {
  return parseInstant(text.replace(/ (\d\d:\d\d)$/, "+$1"));
}

function readBigint(text: string): bigint | undefined {
  return INTEGER.test(text) ? BigInt(text) : undefined;
}

function oneOf(values: readonly unknown[]): Convert {
  const byText = new Map(values.map((value) => [String(value), value]));
  return (value) => (typeof value === "string" && byText.has(value) ? byText.get(value) : value);
}

function firstAccepted(options: readonly $ZodType[]): Convert {
  const converters = options.map((option) => ({ option, convert: converterOf(option) }));
  return (value, at, issues) => {
    for (const { option, convert } of converters) {
      const own: typeof issues = [];
      const typed = convert(value, at, own);
      if (own.length === 0 && accepts(option, typed)) return typed;
    }
    return value;
  };
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
