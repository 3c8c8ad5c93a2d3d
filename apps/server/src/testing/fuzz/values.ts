import * as fc from "fast-check";
import { resolved } from "../document.ts";
import type { JsonSchema } from "../document.ts";
import type { Pool } from "./pool.ts";

const HOSTILE = [
  "'; drop table bookings; --",
  "' or 1=1 --",
  "%_\\%",
  "<script>alert(1)</script>",
  "{{7*7}}${7*7}",
  '=HYPERLINK("http://a")',
  "../../etc/passwd",
  "null",
  "Ⅷ ﬁ Å 👩‍👩‍👧‍👦",
  "İstanbul",
];
const UNWELCOME = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const MONDAY_MS = Date.parse("2027-06-14T00:00:00+02:00");
const QUARTER_MS = 900_000;

/** Values that the document allows; ids are taken from the pool when a value is drawn. */
export function valuesOf(given: JsonSchema, name: string, pool: Pool): fc.Arbitrary<unknown> {
  const schema = resolved(given);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map((option) => valuesOf(option, name, pool)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ("const" in schema) return fc.constant(schema.const);
  switch (schema.type) {
    case "string":
      return texts(schema, name, pool);
    case "integer":
    case "number":
      return numbers(schema);
    case "boolean":
      return fc.boolean();
    case "array": {
      const { items = {}, minItems = 0, maxItems = 4 } = schema;
      const values = valuesOf(items, name, pool);
      return fc.array(values, { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 3)) });
    }
    case "object": {
      const { properties = {}, required = [] } = schema;
      const fields = Object.entries(properties).map(([key, field]) => [
        key,
        RARE.has(key)
          ? fc.oneof({ weight: 7, arbitrary: fc.constant([]) }, valuesOf(field, key, pool))
          : valuesOf(field, key === "id" ? name : key, pool),
      ]);
      const arbitraries = Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>;
      return fc.record(arbitraries, { requiredKeys: [...required], noNullPrototype: true });
    }
    default:
      return fc.constant(null);
  }
}

/** Lists that mostly make what they stand in fail. */
const RARE = new Set(["override", "excludedStaffIds", "addOnIds"]);

function numbers({ type, exclusiveMinimum = 0, minimum = exclusiveMinimum + 1, maximum = 1e6 }: JsonSchema) {
  const edges = fc.constantFrom(minimum, maximum);
  const small = fc.integer({ min: Math.ceil(minimum), max: Math.min(maximum, Math.ceil(minimum) + 90) });
  if (type === "integer") return fc.oneof({ weight: 5, arbitrary: small }, edges);
  return fc.oneof(small, fc.double({ min: Math.max(minimum, 1), max: maximum, noNaN: true }));
}

const starts = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.integer({ min: 32, max: 68 }).map((quarter) => MONDAY_MS + quarter * QUARTER_MS),
  },
  fc.integer({ min: 0, max: 1029 }).map((years) => Date.UTC(1970 + years, 2, 28, 1, 30)),
);
const dates = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("2027-06-14", "2027-06-14", "2027-06-15", "2027-03-28") },
  starts.map((ms) => new Date(ms).toISOString().slice(0, 10)),
);

const NAMED: Readonly<Record<string, fc.Arbitrary<string>>> = {
  timeZone: fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC"),
  locale: fc.constantFrom("de", "pt-BR", "zh-Hant-TW"),
  currency: fc.constantFrom("EUR", "EUR", "JPY", "CHF"),
  near: fc.constantFrom("52.52,13.405", "-90,180", "0,-0.5"),
  localStart: starts.map((ms) => new Date(ms).toISOString().slice(0, 16)),
  email: fc.nat(9_999).map((n) => `client.${n}@example.com`),
  website: fc.constantFrom("https://example.com/a?b=c#d", "http://salon.example"),
  url: fc.constantFrom("http://127.0.0.1:9/a?b=c#d", "https://[::1]:9", "http://a:b@127.0.0.1/"),
  categories: fc.constantFrom("hair", "nails", "no-such-category"),
  callbackURL: fc.constantFrom(
    "/",
    "/welcome",
    "/..//evil.example",
    "https://evil.example/",
    "//evil.example",
  ),
};

function texts({ format, pattern, minLength = 0, maxLength = 60 }: JsonSchema, name: string, pool: Pool) {
  if (format === "uuid" || name === "salonId") return fc.nat().map((chance) => pool.pick(name, chance));
  if (format === "date-time") return starts.map((ms) => new Date(ms).toISOString());
  if (format === "date") return dates;
  const named = NAMED[name];
  if (named) return named;
  const ofLength = (text: string) =>
    [...text].length >= Math.max(minLength, 1) && [...text].length <= maxLength;
  const clean = (text: string) => !UNWELCOME.test(text) && text.trim().normalize("NFC") === text;
  if (pattern !== undefined) {
    const regex = new RegExp(pattern);
    // Patterns tell nothing of lengths: what is too short is said again until it is not.
    const longEnough = (text: string) =>
      ofLength(text) ? text : text.repeat(Math.ceil(minLength / Math.max(text.length, 1)));
    return fc
      .stringMatching(regex)
      .map(longEnough)
      .filter((text) => ofLength(text) && regex.test(text) && clean(text));
  }
  return fc
    .oneof(
      fc.string({ unit: "grapheme", minLength: Math.max(minLength, 1), maxLength: Math.min(maxLength, 30) }),
      fc.tuple(fc.constantFrom(...HOSTILE), fc.nat()).map(([text, n]) => `${text} ${n}`),
      fc.string({
        unit: "grapheme",
        minLength: Math.min(maxLength, 200),
        maxLength: Math.min(maxLength, 200),
      }),
    )
    .filter((text) => ofLength(text) && clean(text));
}
