import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "./permissions/answers.ts";
import { callersOf } from "./permissions/callers.ts";
import type { Caller } from "./permissions/callers.ts";
import { doorsOf, PROCEDURES } from "./permissions/doors.ts";
import type { Door } from "./permissions/doors.ts";
import { GIVEN, INPUTS } from "./permissions/inputs.ts";
import { openStage } from "./permissions/stage.ts";
import type { Stage } from "./permissions/stage.ts";
import { CALLS, procedureOf, TABLE } from "./permissions/table.ts";
import type { Call } from "./permissions/table.ts";
import { openWorld, WHOSE } from "./permissions/world.ts";
import type { Furnished, Whose } from "./permissions/world.ts";

let world: Furnished;
let stage: Stage;
let callers: readonly Caller[];
beforeAll(async () => {
  world = await openWorld();
  stage = await openStage(world.server);
  callers = callersOf(world);
});
afterAll(async () => {
  await stage?.[Symbol.asyncDispose]();
  await world?.[Symbol.asyncDispose]();
});

let tried = 0;

test("every procedure has an answer for everybody", () => {
  expect(PROCEDURES.filter((procedure) => !CALLS.some((call) => procedureOf(call) === procedure))).toEqual(
    [],
  );
});

test.each(CALLS)("%s: done for who may, refused to all others, who change nothing", async (call) => {
  const wrong: string[] = [];
  for (const whose of whoseOf(call)) {
    for (const caller of callers.filter(({ stands }) => whose === "own" || stands[whose] !== "invalid"))
      wrong.push(...(await disagreements(call, whose, caller)));
  }
  expect(wrong).toEqual([]);
});

test("all of it was tried", async ({ annotate }) => {
  await annotate(
    `${tried} combinations of ${CALLS.length} calls, ${callers.length} callers, places and doors`,
  );
  expect(tried).toBeGreaterThan(5_000);
});

/** Whose things a call can name: what names nobody's has nobody's elsewhere either. */
function whoseOf(call: Call): readonly Whose[] {
  const { own } = world.places;
  return WHOSE.filter(
    (whose) => whose === "own" || !isDeepStrictEqual(INPUTS[call](world.places[whose]), INPUTS[call](own)),
  );
}

async function disagreements(call: Call, whose: Whose, caller: Caller): Promise<string[]> {
  const stands = caller.stands[whose];
  const expected: Answer = stands === "invalid" ? 401 : TABLE[call][stands];
  const found: string[] = [];
  for (const [name, door] of doorsOf(procedureOf(call))) {
    tried += 1;
    const told = await toldBy(door, call, whose, caller, expected);
    if (told !== undefined) found.push(`${whose}, ${caller.name}, ${name}: ${expected}, but ${told}`);
  }
  return found;
}

/** What is wrong with the answer; nothing where all is well. */
async function toldBy(door: Door, call: Call, whose: Whose, caller: Caller, expected: Answer) {
  const place = world.places[whose];
  return stage.play(async ({ prepare, hasChanged }) => {
    const given = GIVEN[call]?.(place);
    if (given !== undefined) await prepare(given);
    const headers = caller.headers(TABLE[call].scopes);
    const input = INPUTS[call](place);
    const { status, body } = await door(stage.app, { procedure: procedureOf(call), input, headers });
    const isExpected = expected === "ok" ? status < 300 : status === expected;
    if (!isExpected) return `${status} ${String(body["code"])}`;
    return expected !== "ok" && (await hasChanged()) ? "something has changed" : undefined;
  });
}
