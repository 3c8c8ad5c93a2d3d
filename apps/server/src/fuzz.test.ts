import { expectInvariants } from "@salon/api/testing/invariants";
import { openDatabase } from "@salon/db";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { Answer, TestServer } from "./testing.ts";
import { openFuzzedSalons } from "./testing/fuzz/fuzzed-salons.ts";
import type { FuzzedSalons } from "./testing/fuzz/fuzzed-salons.ts";
import { drafts, urlOf } from "./testing/fuzz/requests.ts";
import type { Draft } from "./testing/fuzz/requests.ts";
import { spoiled } from "./testing/fuzz/spoil.ts";
import { OPERATIONS } from "./testing/document.ts";
import type { Operation } from "./testing/document.ts";

let server: TestServer;
let salons: FuzzedSalons;
beforeAll(async () => {
  server = await openTestServer();
  salons = await openFuzzedSalons(server);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const SEED = Number(process.env["FUZZ_SEED"] ?? 20_270_614);
const ROUNDS = 8;
/** Of each round, so that most operations are met in a state in which they succeed. */
const RUNS = Math.round(OPERATIONS.length * 1.5);
const TIMEOUT_MS = 90_000;
const LONG_MS = 5_000;

/** Rules that no schema can tell: what a field names is not there, or does not go with another. */
const BEYOND_SCHEMAS = new Set([
  "below_zero",
  "client_required",
  "contact_required",
  "credentials",
  "in_the_past",
  "invalid_cursor",
  "malformed_csv",
  "more_than_due",
  "more_than_paid",
  "name_column_missing",
  "needs_near",
  "not_optional",
  "one_per_segment",
  "required",
  "required_with_price_max",
  "same_client",
  "sandbox_is_alone",
  "too_early",
  "too_late",
  "too_many",
  "too_many_lines",
  "unfit",
  "unknown",
  "unknown_add_on",
  "unknown_business",
  "unknown_category",
  "unknown_file",
  "unknown_item",
  "unknown_key",
  "unknown_member",
  "unknown_provider",
  "unknown_resource_type",
  "unknown_service",
  "unknown_staff",
  "wrong_count",
  "wrong_kind",
]);

const answered = new Map<string, number>();
const times: number[] = [];

async function ask(draft: Draft): Promise<Answer> {
  const { operation, role, headers, body } = draft;
  const began = performance.now();
  const answer = await server.send(operation.method, urlOf(draft), body, {
    ...salons.credentials(role),
    ...headers,
  });
  times.push(performance.now() - began);
  const kind = `${operation.operationId} ${answer.status}`;
  answered.set(kind, (answered.get(kind) ?? 0) + 1);
  if (answer.status < 300) {
    const salonId = draft.params["salonId"] ?? answer.body["salonId"];
    salons.pool.learn(salonId, operation.path, operation.operationId, answer.body);
  }
  return answer;
}

function told(draft: Draft, { status, body }: Answer): string {
  return `${draft.role} ${draft.operation.method} ${urlOf(draft)} ${draft.body} ${JSON.stringify(draft.headers)}: ${status} ${JSON.stringify(body)}`;
}

test(
  "what the document allows is done, or refused for a reason that it names",
  { timeout: TIMEOUT_MS },
  async () => {
    const bad: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await salons.openNext();
      await fc.assert(
        fc.asyncProperty(drafts(salons.pool, "/api/v1"), async (draft) => {
          const answer = await ask(draft);
          const { errors = [] } = answer.body as { errors?: { code: string }[] };
          const isMalformed = answer.status === 400 && !errors.every(({ code }) => BEYOND_SCHEMAS.has(code));
          if (answer.status >= 500 || isMalformed) bad.push(told(draft, answer));
        }),
        { seed: SEED + round, numRuns: RUNS, endOnFailure: true },
      );
    }
    expect(bad).toEqual([]);
  },
);

test(
  "what the document does not allow is refused, and never breaks anything",
  { timeout: TIMEOUT_MS },
  async () => {
    const bad: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await salons.openNext();
      await fc.assert(
        fc.asyncProperty(spoiled(drafts(salons.pool, "/api/v1")), async ({ draft, how, mustFail }) => {
          const answer = await ask(draft);
          if (answer.status >= 500 || (mustFail && answer.status < 400))
            bad.push(`${how}: ${told(draft, answer)}`);
        }),
        { seed: SEED + round, numRuns: 80 },
      );
    }
    expect(bad).toEqual([]);
  },
);

test("accounts take what is theirs, refuse the rest, and never break", async () => {
  const bad: string[] = [];
  const { email, password } = await server.signUp("Vera");
  const asked = spoiled(drafts(salons.pool, "/api/auth"));
  await fc.assert(
    fc.asyncProperty(asked, async ({ draft, how, mustFail }) => {
      const { body } = await server.signIn({ email, password });
      const headers = { authorization: `Bearer ${String(body["token"])}`, ...draft.headers };
      const answer = await ask({ ...draft, role: "anonymous", headers });
      if (answer.status >= 500 || (mustFail && answer.status < 400))
        bad.push(`${how}: ${told(draft, answer)}`);
    }),
    { seed: SEED, numRuns: 60 },
  );
  expect(bad).toEqual([]);
});

test("after all of it every invariant holds, and nothing took long", async ({ annotate }) => {
  const database = openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
  await using _ = database;
  await expectInvariants(database);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect({}).not.toHaveProperty("polluted");
  const slow = times.filter((ms) => ms > 1_000).length;
  await annotate(`${times.length} requests, ${slow} longer than a second`);
  expect(Math.max(...times)).toBeLessThan(LONG_MS);
});

/** Files are sent by tests of their own. */
const isOfJson = ({ requestBody }: Operation) =>
  requestBody === undefined || "application/json" in requestBody.content;

test("nearly everything that can be done was done", () => {
  const operations = OPERATIONS.filter((one) => one.path.startsWith("/api/v1") && isOfJson(one));
  const done = operations.filter(({ operationId, responses }) => {
    const successes = Object.keys(responses).filter((status) => status.startsWith("2"));
    return successes.some((status) => answered.has(`${operationId} ${status}`));
  });
  expect(done.length / operations.length).toBeGreaterThan(0.85);
});
