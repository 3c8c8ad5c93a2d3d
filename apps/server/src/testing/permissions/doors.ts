import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { appRouter } from "@salon/api";
import type { RestMeta } from "@salon/rest-bridge";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { expectDescribed } from "../described.ts";
import type { Input } from "./inputs.ts";
import type { Procedure } from "./table.ts";

export type Answered = {
  readonly status: number;
  /** The output, or the problem. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Whether it was given before, to the same idempotency key. */
  readonly isReplay: boolean;
};
export type Headers = Readonly<Record<string, string>>;
export type Request = { readonly procedure: Procedure; readonly input: Input; readonly headers: Headers };
/** One way into the API. Each write has an idempotency key of its own, unless its headers name one. */
export type Door = (app: FastifyInstance, request: Request) => Promise<Answered>;

type Described = { readonly _def: { readonly type: string; readonly meta?: RestMeta } };
const procedures = appRouter._def.procedures as unknown as Readonly<Record<string, Described>>;
/** The names of all procedures, as the router has them. */
export const PROCEDURES = Object.keys(procedures) as Procedure[];

export function typeOf(procedure: Procedure): string {
  return procedures[procedure]?._def.type ?? "missing";
}

/** A subscription has no REST form. */
export function doorsOf(procedure: Procedure): readonly (readonly [name: string, door: Door])[] {
  const viaTrpc = ["tRPC", trpc] as const;
  const operation = operationOf(procedure);
  if (!operation) return [viaTrpc];
  // Bytes are no JSON: through tRPC they go another way.
  return operation.multipart ? [["REST", rest]] : [["REST", rest], viaTrpc];
}

export function operationOf(procedure: Procedure): RestMeta["openapi"] {
  return procedures[procedure]?._def.meta?.openapi;
}

async function rest(app: FastifyInstance, { procedure, input, headers }: Request): Promise<Answered> {
  const operation = operationOf(procedure);
  if (!operation) throw new Error(`${procedure} has no REST form`);
  const { method, path, query: queryFields = [] } = operation;
  const { taken, left } = intoPath(path, input);
  const hasBody = method !== "GET" && method !== "DELETE";
  const isQuery = (name: string) => !hasBody || queryFields.includes(name);
  const query = new URLSearchParams(
    left
      .filter(([name]) => isQuery(name))
      .flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)])),
  );
  const fields = left.filter(([name]) => !isQuery(name));
  const payload = operation.multipart ? formOf(fields) : Object.fromEntries(fields);
  const url = `/api/v1${taken}?${query.toString()}`;
  const type = operation.multipart && { "content-type": "multipart/form-data; boundary=end" };
  const sent = { method, url, headers: { ...(method !== "GET" && freshKey()), ...type, ...headers } };
  const answer = await app.inject(hasBody ? { ...sent, payload } : sent);
  const isJson = /[/+]json/.test(String(answer.headers["content-type"])) && answer.body !== "";
  const body = isJson ? answer.json<Answered["body"]>() : { text: answer.body };
  const given = new Headers(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
  expectDescribed(method, `http://localhost${url}`, { status: answer.statusCode, headers: given, body });
  return { status: answer.statusCode, body, isReplay: isReplay(answer) };
}

/** A form with a picture of one pixel. */
function formOf(fields: Fields): Buffer {
  const parts = fields.map(
    ([name, value]) => `--end\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`,
  );
  const head = '--end\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
  return Buffer.concat([Buffer.from(parts.join("") + head), PIXEL, Buffer.from("\r\n--end--\r\n")]);
}

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

type Fields = readonly (readonly [name: string, value: unknown])[];

function intoPath(path: string, input: Input): { readonly taken: string; readonly left: Fields } {
  const names = new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  const taken = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])));
  return { taken, left: Object.entries(input).filter(([name]) => !names.has(name)) };
}

async function trpc(app: FastifyInstance, { procedure, input, headers }: Request): Promise<Answered> {
  const type = typeOf(procedure);
  const payload = JSON.stringify({ json: input, meta: { values: datesIn(input) } });
  const path = `/trpc/${procedure}`;
  const question = `${path}?${new URLSearchParams({ input: payload }).toString()}`;
  if (type === "subscription") return subscribe(app, question, headers);
  const answer =
    type === "query"
      ? await app.inject({ method: "GET", url: question, headers })
      : await app.inject({
          method: "POST",
          url: path,
          headers: { ...freshKey(), "content-type": "application/json", ...headers },
          payload,
        });
  const said = answer.json<Said>();
  const body = said.error ? said.error.json.data.problem : (said.result?.data.json ?? { text: "" });
  return { status: answer.statusCode, body, isReplay: isReplay(answer) };
}

/** What superjson says of instants, which JSON does not know; ours stand at the top. */
function datesIn(input: Input): Readonly<Record<string, readonly ["Date"]>> {
  const dates = Object.entries(input).filter(([, value]) => value instanceof Date);
  return Object.fromEntries(dates.map(([name]) => [name, ["Date"]]));
}

type Refused = { readonly json: { readonly data: { readonly problem: Answered["body"] } } };
type Said = {
  readonly error?: Refused;
  readonly result?: { readonly data: { readonly json?: Answered["body"] } };
};

/** A line that is open has no end, and says where it begins; one that is refused says why, and ends. */
async function subscribe(app: FastifyInstance, url: string, headers: Headers): Promise<Answered> {
  const accept = "text/event-stream";
  const line = await app.inject({
    method: "GET",
    url,
    headers: { ...headers, accept },
    payloadAsStream: true,
  });
  if (line.headers["last-event-id"] !== undefined) {
    line.stream().destroy();
    return { status: line.statusCode, body: {}, isReplay: false };
  }
  const [, told = ""] = /event: serialized-error\ndata: (.*)/.exec(await text(line.stream())) ?? [];
  const { problem } = (JSON.parse(told) as Refused).json.data;
  return { status: Number(problem["status"]), body: problem, isReplay: false };
}

function isReplay({ headers }: LightMyRequestResponse): boolean {
  return headers["idempotent-replayed"] === "true";
}

function freshKey(): Headers {
  return { "idempotency-key": randomUUID() };
}
