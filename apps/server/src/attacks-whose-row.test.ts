import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { doorsOf, operationOf, typeOf } from "./testing/permissions/doors.ts";
import type { Answered, Door, Headers, Request } from "./testing/permissions/doors.ts";
import { foreignId, samplesOf } from "./testing/permissions/foreign.ts";
import { fieldsOf, idPlacesOf, withValueAt } from "./testing/permissions/id-places.ts";
import { GIVEN, INPUTS } from "./testing/permissions/inputs.ts";
import type { Input } from "./testing/permissions/inputs.ts";
import type { Person } from "./testing/permissions/people.ts";
import { openStage } from "./testing/permissions/stage.ts";
import type { Stage } from "./testing/permissions/stage.ts";
import { CALLS, procedureOf, TABLE } from "./testing/permissions/table.ts";
import type { Call } from "./testing/permissions/table.ts";
import { openWorld } from "./testing/permissions/world.ts";
import type { Furnished } from "./testing/permissions/world.ts";
import { heardOn } from "./testing/heard-on.ts";

let world: Furnished;
let stage: Stage;
beforeAll(async () => {
  world = await openWorld();
  stage = await openStage(world.server);
});
afterAll(async () => {
  await stage?.[Symbol.asyncDispose]();
  await world?.[Symbol.asyncDispose]();
});

const bearer = ({ token }: Pick<Person, "token">): Headers => ({ authorization: `Bearer ${token}` });
/** What is one's own or the platform's is nobody else's. */
const OF_SALONS = CALLS.filter((call) => !/^(?:admin|favorites|me)\./.test(call));
/** What is published is everybody's to read, and to report. */
const OF_PUBLIC_REVIEWS: ReadonlySet<Call> = new Set(["reviews.get", "reviews.report"]);
/** At a salon that takes bookings, whoever has an account books series: its id is known to everybody. */
const isForAnyAccount = (call: Call) => TABLE[procedureOf(call)].stranger === "ok";
const isPublic = (call: Call) => TABLE[procedureOf(call)].anonymous === "ok";
const ID_PLACES = OF_SALONS.flatMap((call) =>
  idPlacesOf(procedureOf(call))
    .filter((path) => path.join() !== "salonId" || !(isPublic(call) || isForAnyAccount(call)))
    .filter((path) => path.join() !== "reviewId" || !OF_PUBLIC_REVIEWS.has(call))
    .map((path) => [call, path.join("."), path] as const),
);
const answered: number[] = [];

test.each(ID_PLACES)("%s: a stranger's %s is nobody's", async (call, _, path) => {
  const { own, elsewhere } = world.places;
  const naming = (id: string) => withValueAt(INPUTS[call](own), path, id, samplesOf(own));
  const theirs = naming(foreignId(elsewhere, INPUTS[call](elsewhere), path));
  const nobodys = naming(randomUUID());
  for (const headers of [bearer(world.people.Olga), world.keys.having([])]) {
    for (const [, door] of doorsOf(procedureOf(call))) {
      const told = await tell(call, door, { input: theirs, headers });
      expect(told.isWrong).toBe(false);
      expect(told).toEqual(await tell(call, door, { input: nobodys, headers }));
      answered.push(told.status);
    }
  }
});

test("mostly it was judged whose it is, and not how it is written", () => {
  const judged = answered.filter((status) => status === 404 || status === 409);
  expect(ID_PLACES.length).toBeGreaterThan(150);
  expect(judged.length).toBeGreaterThan(answered.length * 0.6);
});

/** The answer without what belongs to one request; a refusal must have changed nothing. */
async function tell(call: Call, door: Door, asked: Omit<Request, "procedure">) {
  return stage.play(async ({ prepare, hasChanged }) => {
    const given = GIVEN[call]?.(world.places.own);
    if (given !== undefined) await prepare(given);
    const { status, body } = await door(stage.app, { procedure: procedureOf(call), ...asked });
    const isWrong = status >= 400 && (await hasChanged());
    return { status, isWrong, said: JSON.stringify(body).replaceAll(OF_ONE_REQUEST, "…") };
  });
}

/** Ids, instants, and secrets that are told once. */
const OF_ONE_REQUEST = /[\da-f]{8}-[\da-f]{4}-[\da-f-]{22}|\d{4}-\d\d-\d\dT[\d:.]+Z|[\w-]{40,}/g;

const LISTS = OF_SALONS.filter((call) => cursorOf(call) !== undefined);

test.each(LISTS)("%s: a cursor of Olga's list leads Eve nowhere but through her own", async (call) => {
  const { own, elsewhere } = world.places;
  const name = cursorOf(call) ?? "";
  const first = await pageOf(call, world.people.Olga, { ...INPUTS[call](own), limit: 1 });
  expect(first.status).toBe(200);
  const [item] = first.body["items"] as { sequence?: string }[];
  const cursor = first.body["nextCursor"] ?? item?.sequence;
  const cursorField = cursor ? { [name]: cursor } : {};
  const onward = await pageOf(call, world.people.Eve, { ...INPUTS[call](elsewhere), ...cursorField });
  expect(onward.status).toBe(200);
  for (const id of Object.values(own)) expect(JSON.stringify(onward.body)).not.toContain(id);
});

/** The field that takes where a list was left. */
function cursorOf(call: Call): string | undefined {
  const name = operationOf(procedureOf(call))?.cursorField ?? "cursor";
  return fieldsOf(procedureOf(call)).find((field) => field === name);
}

async function pageOf(call: Call, person: Person, input: Input): Promise<Answered> {
  const procedure = procedureOf(call);
  const [door] = doorsOf(procedure).map(([, opened]) => opened);
  if (!door) throw new Error(`${call} has no door`);
  return stage.play(() => door(stage.app, { procedure, input, headers: bearer(person) }));
}

const MUTATIONS = OF_SALONS.filter(
  (call) => typeOf(procedureOf(call)) === "mutation" && TABLE[call].owner === "ok" && !isPublic(call),
);

test.each(MUTATIONS)("%s: an answer to Olga's idempotency key is nobody else's", async (call) => {
  const procedure = procedureOf(call);
  const { people, keys, places } = world;
  const input = INPUTS[call](places.own);
  const secret = { "idempotency-key": "olgas-secret" };
  const holder = { "x-booking-token": places.own.bookingToken };
  const others = [{}, holder, bearer(people.Bea), bearer(people.Eve), keys.having([]), keys.elsewhere([])];
  for (const [, door] of doorsOf(procedure)) {
    await stage.play(async ({ prepare }) => {
      const given = GIVEN[call]?.(places.own);
      if (given !== undefined) await prepare(given);
      const ask = (headers: Headers) =>
        door(stage.app, { procedure, input, headers: { ...headers, ...secret } });
      await ask(bearer(people.Olga));
      expect(await ask(bearer(people.Olga))).toMatchObject({ isReplay: true });
      for (const headers of others) expect(await ask(headers)).toMatchObject({ isReplay: false });
    });
  }
});

test("in a batch each call is judged by itself", async () => {
  const { own, elsewhere } = world.places;
  const input = { 0: { json: { salonId: elsewhere.salonId } }, 1: { json: { salonId: own.salonId } } };
  const query = new URLSearchParams({ batch: "1", input: JSON.stringify(input) });
  const path = `/trpc/bookings.list,bookings.list?${query.toString()}`;
  const answer = await world.server.send("GET", path, undefined, bearer(world.people.Eve));
  expect(answer.status).toBe(207);
  expect(answer.body).toMatchObject([
    { result: { data: { json: { items: expect.any(Array) as unknown } } } },
    { error: { json: { data: { problem: { code: "not_found" } } } } },
  ]);
});

test("Eve hears nothing of Olga's salon, wherever she says that she left off", async () => {
  const { server, people, places } = world;
  const { own, elsewhere } = places;
  const news = await server.send(
    "GET",
    `/api/v1/salons/${own.salonId}/events?limit=1`,
    undefined,
    bearer(people.Olga),
  );
  const [event] = news.body["items"] as { sequence: string }[];
  const listen = async (salonId: string, credentials: Headers) => {
    const input = JSON.stringify({ json: { salonId, lastEventId: event?.sequence } });
    const path = `/trpc/bookings.onChange?${new URLSearchParams({ input }).toString()}`;
    const headers = { accept: "text/event-stream", ...credentials };
    return heardOn(await fetch(server.url + path, { headers, signal: AbortSignal.timeout(1_500) }));
  };
  const holder = { "x-booking-token": elsewhere.bookingToken };
  for (const credentials of [bearer(people.Eve), holder, world.keys.elsewhere([]), {}])
    expect(await listen(own.salonId, credentials)).not.toMatch(/"(?:booking|salon|staff)\.\w+"/);
  // Transactions of other tests run in the same cluster and hold the log up.
  const heard = await vi.waitFor(
    async () => {
      const told = await listen(elsewhere.salonId, bearer(people.Eve));
      expect(told).toContain("booking.created");
      return told;
    },
    { timeout: 15_000 },
  );
  expect(heard).not.toContain(own.salonId);
});
