import * as fc from "fast-check";
import { faultsOf } from "../document.ts";
import { bodySchemaOf } from "./requests.ts";
import type { Draft } from "./requests.ts";

/** A draft with one thing wrong; `mustFail` where the document says that it is. */
export type Spoiled = { readonly draft: Draft; readonly how: string; readonly mustFail: boolean };

/** JSON that JSON.stringify does not write. */
const RAW = [
  "1e400",
  "-1",
  "1.5",
  "99999999999999999999",
  "1e308",
  "-0.0",
  '"Infinity"',
  '"1e400"',
  '"0x10"',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\u202e"',
  `"${"x".repeat(5_000)}"`,
  '""',
  "null",
  "true",
  "[]",
  "[7]",
  "{}",
  `${"[".repeat(200)}${"]".repeat(200)}`,
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '"0001-01-01"',
  '"9999-12-31T23:59:59.999Z"',
  '"+275760-09-13T00:00:00.000Z"',
  '"2027-02-30"',
  '"99:99"',
];
const KEYS = [
  "__proto__",
  "constructor",
  "toString",
  "status",
  "role",
  "version",
  "priceMinor",
  "ifVersion",
  "",
  "a/b~c",
];
const BODIES = [
  "null",
  "[]",
  '"text"',
  "5",
  "{",
  "",
  "[[]]",
  "{}{}",
  '{"a":1,}',
  "\uFEFF{}",
  "{'a':1}",
  "NaN",
];
const IN_QUERY = [
  "1e400",
  "Infinity",
  "0x10",
  "-1",
  " 5",
  "5.0",
  "",
  "\0",
  "[7]",
  "{}",
  "null",
  "TRUE",
  "x".repeat(3_000),
];
const IN_PATH = [
  "../..",
  "%00",
  "1",
  "null",
  "__proto__",
  "x".repeat(200),
  "' or 1=1 --",
  "a/b",
  "０",
  "[object Object]",
];
const HEADERS: readonly (readonly [string, string])[] = [
  ["if-match", "3"],
  ["if-match", 'W/"3"'],
  ["if-match", '"-1"'],
  ["if-match", '"99999999999999999999"'],
  ["if-none-match", '"'.repeat(4_000)],
  ["idempotency-key", "x".repeat(256)],
  ["content-type", "text/plain"],
  ["content-type", "application/x-www-form-urlencoded"],
  ["content-type", "application/json; charset=utf-7"],
  ["content-type", "multipart/form-data"],
  ["x-booking-token", "' or 1=1 --"],
  ["x-booking-token", "a".repeat(64)],
  ["authorization", "Bearer "],
  ["authorization", `Bearer ${"a".repeat(9_000)}`],
  ["cookie", "salon.session_token=%00"],
  ["accept", "application/xml"],
  ["x-forwarded-for", "' or 1=1 --"],
  ["x-http-method-override", "DELETE"],
];

/** Spoils a draft in one of the ways that fit it. */
export function spoiled(drafts: fc.Arbitrary<Draft>): fc.Arbitrary<Spoiled> {
  return fc.tuple(drafts, fc.nat(), fc.nat(), fc.nat()).map(([draft, way, where, what]) => {
    const ways = [
      ...(draft.body === undefined ? [] : [inBody, inBody, inBody, wholeBody]),
      ...(draft.operation.method === "GET" ? [inQuery, inQuery] : [inQuery]),
      ...(Object.keys(draft.params).length > 0 ? [inPath] : []),
      inHeaders,
    ];
    return (ways[way % ways.length] ?? inHeaders)(draft, where, what);
  });
}

function inBody(draft: Draft, where: number, what: number): Spoiled {
  const places = placesIn(JSON.parse(draft.body ?? "{}"), []);
  const place = places[where % places.length] ?? [];
  const marked = JSON.parse(draft.body ?? "{}") as unknown;
  const body = JSON.stringify(put(marked, place, what))
    .replaceAll(/"\0(\d+)\0"/g, (_, n: string) => RAW[Number(n)] ?? "")
    .replaceAll(/"\\u0000(\d+)\\u0000"/g, (_, n: string) => RAW[Number(n)] ?? "");
  return judged({ ...draft, body }, `body at /${place.join("/")}`);
}

/** Another value, one key more, or the same many times. */
function put(body: unknown, [key, ...rest]: readonly (string | number)[], what: number): unknown {
  if (key === undefined) {
    if (Array.isArray(body) && what % 3 === 0)
      return Array.from({ length: what % 2 ? 9 : 400 }, () => body[0] as unknown);
    if (typeof body === "object" && body !== null && !Array.isArray(body) && what % 2 === 0) {
      const added = KEYS[((what / 2) % KEYS.length) | 0] ?? "";
      return Object.defineProperty({ ...body }, added, { value: "owner", enumerable: true });
    }
    return `\0${what % RAW.length}\0`;
  }
  const inside = (body as Record<string, unknown>)[key];
  const changed = put(inside, rest, what);
  return Array.isArray(body) ? body.with(Number(key), changed) : { ...(body as object), [key]: changed };
}

function placesIn(value: unknown, at: readonly (string | number)[]): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, one]) => placesIn(one, [...at, key]));
  return [at, ...inner];
}

function wholeBody(draft: Draft, _: number, what: number): Spoiled {
  return judged({ ...draft, body: BODIES[what % BODIES.length] }, "the whole body");
}

/** The document judges what has become of a body. */
function judged(draft: Draft, how: string): Spoiled {
  return { draft, how, mustFail: isRefused(draft) };
}

function isRefused({ operation, body = "" }: Draft): boolean {
  const schema = bodySchemaOf(operation);
  if (!schema) return false;
  if (body === "") return operation.requestBody?.required === true && faultsOf(schema, {}).length > 0;
  try {
    return faultsOf(schema, JSON.parse(body.replace(/^\uFEFF/, ""))).length > 0;
  } catch {
    return true;
  }
}

function inQuery(draft: Draft, where: number, what: number): Spoiled {
  const known = draft.operation.parameters?.filter((parameter) => parameter.in === "query") ?? [];
  const [key, parameter] =
    where % 4 === 0 ? [KEYS[what % KEYS.length] || "x"] : [undefined, known[where % known.length]];
  const value = IN_QUERY[what % IN_QUERY.length] ?? "";
  const name = parameter?.name ?? key ?? "unknown";
  const query = [...draft.query.filter(([other]) => other !== name), [name, value] as const];
  const { type, format } = parameter?.schema ?? {};
  const fits = (type !== "string" && format === undefined && value === "5.0") || type === "array";
  const mustFail = !parameter || (!fits && (type !== "string" || format !== undefined || value === "\0"));
  return { draft: { ...draft, query }, how: `query ${name}=${JSON.stringify(value.slice(0, 20))}`, mustFail };
}

function inPath(draft: Draft, where: number, what: number): Spoiled {
  const names = Object.keys(draft.params);
  const name = names[where % names.length] ?? "";
  const value = IN_PATH[what % IN_PATH.length] ?? "";
  return {
    draft: { ...draft, params: { ...draft.params, [name]: value } },
    how: `path ${name}=${value.slice(0, 20)}`,
    mustFail: true,
  };
}

function inHeaders(draft: Draft, _: number, what: number): Spoiled {
  const [name, value] = HEADERS[what % HEADERS.length] ?? ["accept", "*/*"];
  return {
    draft: { ...draft, headers: { ...draft.headers, [name]: value } },
    how: `header ${name}: ${value.slice(0, 20)}`,
    mustFail: false,
  };
}
