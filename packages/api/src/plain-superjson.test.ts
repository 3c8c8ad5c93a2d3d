import * as fc from "fast-check";
import { serialize } from "superjson";
import { expect, test } from "vitest";
import { plainSuperjson } from "./plain-superjson.ts";
import { transformer } from "./transformer.ts";

const plain = [
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.constantFrom(null, 0.5),
];
const others = [undefined, NaN, -0, Infinity, 7n, /x/, new Date(NaN), new Map([["a", 1]]), new Set([1])];
const plainKeys = fc
  .oneof(fc.string({ minLength: 1 }), fc.constantFrom("a.b", "a\\b", "a\\.b", "0"))
  .filter(isPlain);
const anyKeys = fc.oneof(plainKeys, fc.constantFrom("", "constructor", "prototype"));

function isPlain(key: string): boolean {
  return !["__proto__", "constructor", "prototype"].includes(key);
}

function nested(leaves: readonly fc.Arbitrary<unknown>[], keys: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      ...leaves,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(keys, tie("value"), { maxKeys: 5 }),
    ),
  }));
  return value;
}

/** What comes out at the other end of the wire, or that nothing does. */
function sent(serialized: () => unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(serialized()));
  } catch {
    return "refused";
  }
}

test("plain data and dates are on the wire as superjson writes them", () => {
  fc.assert(
    fc.property(nested(plain, plainKeys), (value) => {
      expect(sent(() => plainSuperjson(value))).toEqual(sent(() => serialize(value)));
    }),
    { numRuns: 2_000 },
  );
});

test("everything else is left to superjson", () => {
  fc.assert(
    fc.property(nested([...plain, fc.constantFrom(...others)], anyKeys), (value) => {
      expect(sent(() => transformer.serialize(value))).toEqual(sent(() => serialize(value)));
    }),
    { numRuns: 2_000 },
  );
});

test("a thing that occurs twice is left to superjson, which says so", () => {
  const noon = new Date("2027-06-14T12:00:00Z");
  expect(plainSuperjson({ startsAt: noon, endsAt: noon })).toBeUndefined();
  expect(plainSuperjson({ startsAt: noon, endsAt: new Date(noon) })).toBeDefined();
});
