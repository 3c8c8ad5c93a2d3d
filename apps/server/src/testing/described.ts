import { faultsOf, OPERATIONS, resolved } from "./document.ts";
import type { Operation } from "./document.ts";

type Given = { readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> };

const PROBLEM = { $ref: "#/components/schemas/Problem" };
const PUBLISHED = /^\/api\/(?:v1|auth)\/(?!openapi\.json)/;
/** What comes before a request has an operation: malformed, too slow, or with more headers than are read. */
const BEFORE_ROUTING = new Set([400, 408, 431]);
/** Headers of some answers only. */
const SOMETIMES = new Set(["Link", "X-Impersonated-By"]);
/** Words of the inside: a statement, a table's rule, a file, a library. */
const INNARDS =
  /\b(?:select|insert|update|delete) .* (?:from|into|set|where)\b|postgres|drizzle|zod|fastify|trpc|better-auth|superjson|node_modules|\bat \S+:\d+|\.ts\b|Error:|violates|constraint/i;

/** Throws where the server answers what its own document does not say, or tells of its inside. */
export function expectDescribed(method: string, url: string, answer: Given): void {
  const { pathname } = new URL(url);
  const faults = [
    ...(answer.status >= 400 && method !== "HEAD" && !pathname.startsWith("/trpc/") ? inProblem(answer) : []),
    ...(PUBLISHED.test(pathname) ? inPublished(method, pathname, answer) : []),
  ];
  if (faults.length === 0) return;
  const said = `${answer.status} ${JSON.stringify(answer.body).slice(0, 1_000)}`;
  throw new Error(`${faults.join("; ")}: ${method} ${pathname.slice(0, 200)} answered ${said}`);
}

function inPublished(method: string, pathname: string, answer: Given): string[] {
  const here = OPERATIONS.filter(({ pattern }) => pattern.test(pathname));
  const operation = here.find((candidate) => candidate.method === (method === "HEAD" ? "GET" : method));
  if (operation) return inOperation(operation, answer, method === "HEAD");
  const expected = here.length > 0 ? [405] : [400, 404, 405];
  return expected.includes(answer.status) ? [] : ["Nothing is documented here"];
}

function inOperation({ operationId, responses }: Operation, answer: Given, isHead: boolean): string[] {
  const { status, headers, body } = answer;
  const response = responses[status];
  if (!response)
    return BEFORE_ROUTING.has(status) ? [] : [`${status} is no documented status of ${operationId}`];
  const { content, headers: promised = {} } = resolved(response);
  const absent = Object.keys(promised)
    .filter((name) => !SOMETIMES.has(name) && !headers.has(name))
    .map((name) => `${name} is documented and absent`);
  if (status >= 400 || isHead) return absent;
  const [mediaType, { schema = {} } = {}] = Object.entries(content ?? {})[0] ?? ["", { schema: NO_BODY }];
  if (!headers.get("content-type")?.startsWith(mediaType) && content) absent.push(`It is no ${mediaType}`);
  return [...absent, ...faultsOf(schema, mediaType.startsWith("text/") ? body["text"] : body)];
}

const NO_BODY = { type: "object", properties: { text: { const: "" } }, required: ["text"] } as const;

function inProblem({ status, headers, body }: Given): string[] {
  const faults = faultsOf(PROBLEM, body);
  if (!headers.get("content-type")?.startsWith("application/problem+json")) faults.push("It is no problem");
  if (body["status"] !== status) faults.push("The problem names another status");
  const { title, detail = "", errors = [] } = body as Wording;
  const words = [title, detail, ...errors.map(({ message }) => message)].join("\n");
  return INNARDS.test(words) ? [...faults, "It tells of the inside"] : faults;
}

type Wording = {
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly message: string }[];
};
