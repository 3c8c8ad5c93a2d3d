import { afterAll, beforeAll, expect, test } from "vitest";
import { problemOf } from "../problem-of.ts";
import { holderOf, openDesk, outcomeOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { GUEST, monday } from "../testing/salon-with-bea.ts";

const NOW = new Date("2027-06-01T08:00:00Z");
const DAY_MS = 24 * 60 * 60_000;
const FORM = {
  questions: [
    { key: "allergies", text: "Any allergies?", kind: "text" as const, required: true },
    { key: "pregnant", text: "Are you pregnant?", kind: "yes_no" as const },
    { key: "hair", text: "Your hair?", kind: "choice" as const, choices: ["fine", "thick"] },
  ],
  consents: [
    { key: "patch_test", text: "I had a patch test.", required: true, validDays: 180 },
    { key: "news", text: "Send me news." },
  ],
};

let api: TestApi;
let desk: Desk;
beforeAll(async () => {
  api = await openTestApi();
  desk = await openDesk(api);
  await desk.mona.api.intake.setForm({ salonId: desk.salonId, ...FORM });
});
afterAll(async () => api[Symbol.asyncDispose]());

const at = (now: Date) => api.sql`update salons set test_now = ${now} where id = ${desk.salonId}`;
const newClient = async () => {
  const { salonId, rita } = desk;
  return { salonId, clientId: (await rita.api.clients.create({ salonId, name: "Alice" })).id };
};
let hours = 0;
const visit = () => {
  const { salonId, cutId, beaId } = desk;
  const startsAt = new Date(monday("09:00").getTime() + hours++ * 60 * 60_000);
  return { salonId, startsAt, items: [{ variantId: cutId, staffId: beaId }] };
};

test("Rita records what Alice told, with the words that she was asked in", async () => {
  await at(NOW);
  const { rita } = desk;
  const alice = await newClient();
  expect(await rita.api.intake.ofClient(alice)).toEqual({
    answers: [],
    consents: [],
    missing: ["allergies", "patch_test"],
    version: 1,
  });
  const told = await rita.api.intake.answer({
    ...alice,
    answers: [
      { key: "allergies", value: "Nuts" },
      { key: "hair", value: "fine" },
    ],
    consents: [{ key: "patch_test", given: true }],
  });
  expect(told.answers[0]).toMatchObject({ text: "Any allergies?", value: "Nuts", at: NOW });
  expect(told.consents).toMatchObject([{ given: true, validUntil: new Date(NOW.getTime() + 180 * DAY_MS) }]);
  expect(told.missing).toEqual([]);
  const less = await rita.api.intake.answer({ ...alice, answers: [{ key: "allergies", value: null }] });
  expect(less.answers.map(({ key }) => key)).toEqual(["hair"]);
  expect(less).toMatchObject({ missing: ["allergies"], version: 3, consents: told.consents });
});

test("a consent lapses with its time, with other words, and when it is taken back", async () => {
  await at(NOW);
  const { rita, mona, salonId } = desk;
  const alice = await newClient();
  const missing = async () => (await rita.api.intake.ofClient(alice)).missing;
  const consent = (given: boolean) =>
    rita.api.intake.answer({ ...alice, consents: [{ key: "patch_test", given }] });
  await consent(true);
  expect(await missing()).toEqual(["allergies"]);
  await at(new Date(NOW.getTime() + 181 * DAY_MS));
  expect(await missing()).toEqual(["allergies", "patch_test"]);
  await consent(true);
  expect(await missing()).toEqual(["allergies"]);
  const [patchTest, news] = FORM.consents;
  const reworded = [{ ...patchTest, key: "patch_test", text: "I had one in May." }, news].flatMap(
    (one) => one ?? [],
  );
  await mona.api.intake.setForm({ salonId, questions: FORM.questions, consents: reworded });
  expect(await missing()).toEqual(["allergies", "patch_test"]);
  await consent(true);
  await consent(false);
  expect(await missing()).toEqual(["allergies", "patch_test"]);
  await mona.api.intake.setForm({ salonId, ...FORM });
  await at(NOW);
});

test("an answer fits its question, and nothing is answered that is not asked", async () => {
  const { rita } = desk;
  const alice = await newClient();
  const refusal = async (answers: { key: string; value: string | boolean }[]) =>
    problemOf(await rita.api.intake.answer({ ...alice, answers }).catch((error: unknown) => error)).errors;
  expect(await refusal([{ key: "pregnant", value: "perhaps" }])).toMatchObject([
    { pointer: "/answers/0/value", code: "wrong_kind" },
  ]);
  expect(await refusal([{ key: "hair", value: "blue" }])).toMatchObject([{ code: "wrong_kind" }]);
  expect(await refusal([{ key: "shoe_size", value: "41" }])).toMatchObject([
    { pointer: "/answers/0/key", code: "unknown_key" },
  ]);
});

test("a form has each key once, and choices where there is a choice", async () => {
  const { mona, salonId } = desk;
  const set = (questions: (typeof FORM)["questions"]) =>
    outcomeOf(mona.api.intake.setForm({ salonId, questions, consents: [] }));
  const [first] = FORM.questions;
  expect(await set([first, first].flatMap((one) => one ?? []))).toBe("invalid_input");
  expect(await set([{ key: "a", text: "?", kind: "choice" }] as never)).toBe("invalid_input");
  const stale = mona.api.intake.setForm({ salonId, ifVersion: 99, ...FORM });
  expect(await outcomeOf(stale)).toBe("version_mismatch");
});

test("whoever holds a booking answers for it, and is never told what was answered", async () => {
  const made = await api.anybody.bookings.create({ ...visit(), client: GUEST });
  const holder = api.as({ kind: "bookingHolder", token: made.bookingToken ?? "" });
  const bookingId = made.id;
  expect(await holder.intake.ofBooking({ bookingId })).toMatchObject({
    missing: ["allergies", "patch_test"],
  });
  const answers = [{ key: "allergies", value: "Nuts" }];
  const after = await api
    .as({ kind: "bookingHolder", token: made.bookingToken ?? "" })
    .intake.answerForBooking({ bookingId, answers });
  expect(after.missing).toEqual(["patch_test"]);
  expect(JSON.stringify(after)).not.toContain("Nuts");
  const clientId = made.client?.id ?? "";
  const { salonId, rita, bea } = desk;
  expect((await rita.api.intake.ofClient({ salonId, clientId })).answers).toMatchObject([{ value: "Nuts" }]);
  expect(await outcomeOf(bea.api.intake.ofBooking({ bookingId }))).toBe("forbidden");
  const stranger = await api.signUp("Eve");
  expect(await outcomeOf(stranger.api.intake.ofBooking({ bookingId }))).toBe("not_found");
});

test("of a hold that is nobody's yet nothing is asked", async () => {
  const held = await api.anybody.bookings.create({ ...visit(), hold: true });
  const holder = api.as({ kind: "bookingHolder", token: held.bookingToken ?? "" });
  expect(await outcomeOf(holder.intake.ofBooking({ bookingId: held.id }))).toBe("invalid_transition");
  await holderOf(api, held).release({ bookingId: held.id });
});

test("of two who record something at once, both are kept", async () => {
  const { rita, mona } = desk;
  const alice = await newClient();
  await Promise.all([
    rita.api.intake.answer({ ...alice, answers: [{ key: "allergies", value: "Nuts" }] }),
    mona.api.intake.answer({ ...alice, answers: [{ key: "pregnant", value: false }] }),
  ]);
  const { answers, version } = await rita.api.intake.ofClient(alice);
  expect(answers.map(({ key }) => key).toSorted()).toEqual(["allergies", "pregnant"]);
  expect(version).toBe(3);
});

test("what a duplicate told goes to the record that is kept, and all of it goes when they are forgotten", async () => {
  const { rita, mona, salonId } = desk;
  const [kept, duplicate] = [await newClient(), await newClient()];
  await rita.api.intake.answer({ ...duplicate, answers: [{ key: "allergies", value: "Nuts" }] });
  await mona.api.clients.merge({ ...kept, duplicateId: duplicate.clientId });
  expect((await rita.api.intake.ofClient(kept)).answers).toMatchObject([{ value: "Nuts" }]);
  await mona.api.clients.erase(kept);
  const rows = await api.sql`
    select from client_intakes where client_id in ${api.sql([kept.clientId, duplicate.clientId])}`;
  expect(rows).toHaveLength(0);
  const late = rita.api.intake.answer({ ...kept, answers: [{ key: "allergies", value: "Nuts" }] });
  expect(await outcomeOf(late)).toBe("not_found");
  const other = await openDesk(api);
  const theirs = { salonId: other.salonId, clientId: (await newClient()).clientId };
  expect(await outcomeOf(other.mona.api.intake.ofClient(theirs))).toBe("not_found");
  expect(await outcomeOf(other.mona.api.intake.answer({ salonId, clientId: theirs.clientId }))).toBe(
    "not_found",
  );
});

test("a person takes along what they told, and it goes with their account", async () => {
  const { rita, salonId } = desk;
  const alice = await api.signUp("Alice");
  const made = await alice.api.bookings.create(visit());
  const clientId = made.client?.id ?? "";
  await rita.api.intake.answer({ salonId, clientId, answers: [{ key: "allergies", value: "Nuts" }] });
  expect((await alice.api.me.export()).records["clientIntakes"]).toMatchObject([
    { answers: [{ value: "Nuts" }], salonName: expect.any(String) as string },
  ]);
  const fresh = { kind: "user", userId: alice.userId, emailVerified: true, signedInAt: new Date() } as const;
  await api.as(fresh).me.erase();
  expect(await api.sql`select from client_intakes where client_id = ${clientId}`).toHaveLength(0);
});
