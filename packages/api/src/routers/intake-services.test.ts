import { afterAll, beforeAll, expect, test } from "vitest";
import { problemOf } from "../problem-of.ts";
import { openDesk, serviceNamed } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { Caller, TestApi } from "../testing/index.ts";
import { GUEST, monday } from "../testing/salon-with-bea.ts";

const HOUR_MS = 60 * 60_000;

let api: TestApi;
let desk: Desk;
let colour: { serviceId: string; variantId: string };
beforeAll(async () => {
  api = await openTestApi();
  desk = await openDesk(api);
  const { id: serviceId, variants } = await serviceNamed(desk, "colour");
  colour = { serviceId, variantId: variants[0]?.id ?? "" };
  await desk.mona.api.intake.setForm({ salonId: desk.salonId, ...form([serviceId]) });
});
afterAll(() => api[Symbol.asyncDispose]());

/** Everybody is asked for allergies, and these services' clients for henna. */
function form(serviceIds: string[]) {
  const asked = { kind: "yes_no", required: true } as const;
  return {
    questions: [
      { ...asked, key: "allergies", text: "Any allergies?" },
      { ...asked, key: "henna", text: "Has henna been used?", serviceIds },
    ],
    consents: [{ key: "patch_test", text: "I had a patch test.", required: true }],
  };
}

let booked = 0;
/** A visit of a guest's, and the guest. */
async function visit(...variantIds: string[]) {
  const { salonId, beaId } = desk;
  const startsAt = new Date(monday("09:00").getTime() + booked * 4 * HOUR_MS);
  booked += booked % 2 === 0 ? 1 : 5;
  const items = variantIds.map((variantId) => ({ variantId, staffId: beaId }));
  const client = { ...GUEST, email: `guest${booked}@example.com` };
  const {
    id: bookingId,
    bookingToken: token = "",
    ...made
  } = await api.anybody.bookings.create({
    salonId,
    startsAt,
    items,
    client,
  });
  const guest = (): Caller => api.as({ kind: "bookingHolder", token });
  return { bookingId, guest, clientId: made.client?.id ?? "" };
}

const refusal = async (call: Promise<unknown>) =>
  problemOf(await call.catch((error: unknown) => error)).errors?.[0];

test("a visit is asked what concerns its services, and what concerns every visit", async () => {
  const { bookingId, guest } = await visit(desk.cutId);
  const asked = await guest().intake.ofBooking({ bookingId });
  expect(asked.questions.map(({ key }) => key)).toEqual(["allergies"]);
  expect(asked.missing).toEqual(["allergies", "patch_test"]);
  const answers = [{ key: "henna", value: true }];
  expect(await refusal(guest().intake.answerForBooking({ bookingId, answers }))).toMatchObject({
    pointer: "/answers/0/key",
    code: "unknown_key",
  });
  const both = await visit(desk.cutId, colour.variantId);
  const more = await both.guest().intake.ofBooking({ bookingId: both.bookingId });
  expect(more.missing).toEqual(["allergies", "henna", "patch_test"]);
  const told = await both.guest().intake.answerForBooking({ bookingId: both.bookingId, answers });
  expect(told).toMatchObject({ missing: ["allergies", "patch_test"], version: asked.version });
});

test("at the desk everything may be answered, and what is missing is what the visits ahead ask for", async () => {
  const { rita, salonId } = desk;
  const missing = async (clientId: string) => (await rita.api.intake.ofClient({ salonId, clientId })).missing;
  const cut = await visit(desk.cutId);
  expect(await missing(cut.clientId)).toEqual(["allergies", "patch_test"]);
  const { bookingId, clientId } = await visit(colour.variantId);
  expect(await missing(clientId)).toEqual(["allergies", "henna", "patch_test"]);
  await rita.api.bookings.cancel({ bookingId });
  expect(await missing(clientId)).toEqual(["allergies", "patch_test"]);
  const told = { salonId, clientId, answers: [{ key: "henna", value: false }] };
  expect((await rita.api.intake.answer(told)).answers).toMatchObject([{ key: "henna", value: false }]);
});

test("a question names services of its own salon's menu, each once", async () => {
  const { mona, salonId } = desk;
  const { id: foreign } = await serviceNamed(await openDesk(api), "colour");
  const set = (serviceIds: string[]) => mona.api.intake.setForm({ salonId, ...form(serviceIds) });
  expect(await refusal(set([colour.serviceId, foreign]))).toMatchObject({
    pointer: "/questions/1/serviceIds/1",
    code: "unknown_service",
  });
  expect(await refusal(set([colour.serviceId, colour.serviceId]))).toMatchObject({
    pointer: "/questions/1/serviceIds",
  });
  const before = await mona.api.intake.form({ salonId });
  expect(await set([colour.serviceId])).toEqual(before);
  expect(before.questions.map(({ serviceIds }) => serviceIds)).toEqual([[], [colour.serviceId]]);
});

test("what has left the menu is asked for where it was booked, nowhere else, and the form is kept as it is", async () => {
  const { owner, mona, salonId } = desk;
  const was = await visit(colour.variantId);
  await owner.api.services.archive({ salonId, serviceId: colour.serviceId });
  const { version, ...asked } = await mona.api.intake.form({ salonId });
  expect(await mona.api.intake.setForm({ salonId, ...asked })).toEqual({ version, ...asked });
  const reworded = asked.questions.map((question) => ({
    ...question,
    text: `${question.text} Please tell.`,
  }));
  const after = await mona.api.intake.setForm({ salonId, ...asked, questions: reworded });
  expect(after.questions[1]?.serviceIds).toEqual([colour.serviceId]);
  const keysOf = async ({ bookingId, guest }: typeof was) =>
    (await guest().intake.ofBooking({ bookingId })).questions.map(({ key }) => key);
  expect(await keysOf(was)).toEqual(["allergies", "henna"]);
  expect(await keysOf(await visit(desk.cutId))).toEqual(["allergies"]);
});
