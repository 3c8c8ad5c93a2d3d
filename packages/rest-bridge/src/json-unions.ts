import type { $ZodType } from "zod/v4/core";
import type { Convert, InputIssue } from "./issues.ts";
import { accepts, isRecord } from "./zod-shape.ts";

type Option = { readonly schema: $ZodType; readonly convert: Convert | undefined };

/** The option that a property names; `undefined` where zod cannot tell which values name it. */
export function byDiscriminator(discriminator: string, options: readonly Option[]): Convert | undefined {
  const byValue = new Map<unknown, Convert | undefined>();
  for (const { schema, convert } of options) {
    const values = schema._zod.propValues?.[discriminator];
    if (!values) return undefined;
    for (const value of values) byValue.set(value, convert);
  }
  return (value, at, issues) => {
    const convert = isRecord(value) ? byValue.get(value[discriminator]) : undefined;
    return convert ? convert(value, at, issues) : value;
  };
}

/** The first option that takes the converted value; else the first that takes it but for keys it does not know. */
export function byTrial(options: readonly Option[]): Convert {
  return (value, at, issues) => {
    let second: { issues: InputIssue[] } | undefined;
    let changed: unknown = value;
    for (const { schema, convert } of options) {
      const own: InputIssue[] = [];
      const converted = convert ? convert(value, at, own) : value;
      if (converted !== value && changed === value) changed = converted;
      if (!accepts(schema, converted)) continue;
      if (own.length === 0) return converted;
      second ??= { issues: own };
    }
    issues.push(...(second?.issues ?? []));
    return changed;
  };
}
