import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "./testing/permissions/answers.ts";
import { callersOf } from "./testing/permissions/callers.ts";
import type { Caller } from "./testing/permissions/callers.ts";
import { doorsOf, PROCEDURES, typeOf } from "./testing/permissions/doors.ts";
import type { Door } from "./testing/permissions/doors.ts";
import { GIVEN, INPUTS } from "./testing/permissions/inputs.ts";
import { openStage } from "./testing/permissions/stage.ts";
import type { Stage } from "./testing/permissions/stage.ts";
import { CALLS, procedureOf, TABLE } from "./testing/permissions/table.ts";
import type { Call } from "./testing/permissions/table.ts";
import { openWorld, WHOSE } from "./testing/permissions/world.ts";
import type { Furnished, Whose } from "./testing/permissions/world.ts";

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
  for (const whose of whoseOf(call)) wrong.push(...(await wrongIn(trialsOf(call, whose))));
  expect(wrong).toEqual([]);
});

/** Only look: at what a change would do, and at where a link leads. */
const LOOKS = new Set<Call>(["salons.update, dry run", "timeOff.create, dry run", "invitations.preview"]);
const CHANGES = CALLS.filter((call) => typeOf(procedureOf(call)) === "mutation" && !LOOKS.has(call));

test.each(CHANGES)("%s: what is done is seen to be done", async (call) => {
  const allowed = trialsOf(call, "own").find(({ expected }) => expected === "ok");
  expect(await played(allowed ? [allowed] : [])).toEqual({ wrong: [], hasChanged: true });
});

test("all of it was tried", async ({ annotate }) => {
  await annotate(
    `${tried} combinations of ${CALLS.length} calls, ${callers.length} callers, places and doors`,
  );
  expect(tried).toBeGreaterThan(5_000);
});

type Trial = {
  readonly call: Call;
  readonly whose: Whose;
  readonly caller: Caller;
  readonly through: readonly [name: string, door: Door];
  readonly expected: Answer;
};

/** Whose things a call can name: what names nobody's has nobody's elsewhere either. */
function whoseOf(call: Call): readonly Whose[] {
  const named = (whose: Whose) => INPUTS[call](world.places[whose]);
  return WHOSE.filter((whose) => whose === "own" || !isDeepStrictEqual(named(whose), named("own")));
}

function trialsOf(call: Call, whose: Whose): Trial[] {
  const asking = callers.filter(({ stands }) => isAnother(whose, stands));
  return asking.flatMap((caller) => {
    const standing = caller.stands[whose];
    const expected = standing === "invalid" ? 401 : TABLE[call][standing];
    return doorsOf(procedureOf(call)).map((through) => ({ call, whose, caller, through, expected }));
  });
}

/** In a salon own and others' are the same to most; what is no credential is none anywhere. */
function isAnother(whose: Whose, stands: Caller["stands"]): boolean {
  if (whose === "others'") return stands[whose] !== stands.own;
  return whose === "own" || stands[whose] !== "invalid";
}

/** Refusals share a scene, for they change nothing; where one did, each is played alone to find it. */
async function wrongIn(trials: readonly Trial[]): Promise<string[]> {
  const refused = trials.filter(({ expected }) => expected !== "ok");
  const allowed = trials.filter(({ expected }) => expected === "ok");
  const together = await played(refused);
  const wrong = [...together.wrong];
  for (const trial of allowed) wrong.push(...(await played([trial], false)).wrong);
  for (const trial of together.hasChanged ? refused : []) {
    if ((await played([trial])).hasChanged) wrong.push(`${nameOf(trial)}: something has changed`);
  }
  return wrong;
}

type Played = { readonly wrong: readonly string[]; readonly hasChanged: boolean };

/** Trials of one call in one place, in one scene. */
async function played(trials: readonly Trial[], isWatched = true): Promise<Played> {
  const [first] = trials;
  if (!first) return { wrong: [], hasChanged: false };
  const given = GIVEN[first.call]?.(world.places[first.whose]);
  return stage.play(async ({ prepare, hasChanged }) => {
    if (given !== undefined) await prepare(given);
    const wrong: string[] = [];
    for (const trial of trials) {
      const told = await toldTo(trial);
      if (told !== undefined) wrong.push(`${nameOf(trial)}: ${trial.expected}, but ${told}`);
    }
    return { wrong, hasChanged: isWatched && (await hasChanged()) };
  });
}

/** The answer, where it is another than expected. */
async function toldTo({
  call,
  whose,
  caller,
  through: [, door],
  expected,
}: Trial): Promise<string | undefined> {
  tried += 1;
  const headers = caller.headers(TABLE[call].scopes);
  const input = INPUTS[call](world.places[whose]);
  const { status, body } = await door(stage.app, { procedure: procedureOf(call), input, headers });
  const isExpected = expected === "ok" ? status < 300 : status === expected;
  return isExpected ? undefined : `${status} ${String(body["code"])}`;
}

function nameOf({ whose, caller, through: [door] }: Trial): string {
  return `${whose}, ${caller.name}, ${door}`;
}
