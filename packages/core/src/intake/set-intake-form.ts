import type { IntakeForm, IntakeQuestion, SetIntakeForm } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { findServiceIds } from "../catalog/service/index.ts";
import { isSame } from "../changes.ts";
import type { Ctx } from "../context.ts";
import { expectVersion, invalidInput } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import type { SalonRow } from "../salon/index.ts";
import { mayEditForm } from "./policy.ts";
import { presentForm } from "./present.ts";
import { findForm, saveForm } from "./queries.ts";

/** What clients told stays, with the words that they were asked in. */
export async function setIntakeForm(
  ctx: Ctx,
  { salonId, ifVersion, questions, consents }: SetIntakeForm,
): Promise<IntakeForm> {
  return ctx.transact(async (tx) => {
    const { salon, now } = await openSalonToChange(ctx, tx, salonId, mayEditForm);
    const before = presentForm(await findForm(tx, salon));
    expectVersion(before.version, ifVersion);
    await expectServices(tx, salon, before, questions);
    const planned = presentForm({ questions, consents, version: before.version });
    if (isSame(before, planned)) return before;
    const after = { ...planned, version: before.version + 1 };
    await saveForm(tx, salon, after);
    await emit(ctx, tx, {
      type: "salon.updated",
      salon,
      subjectId: salon.id,
      occurredAt: now,
      data: { id: salon.id, version: salon.version, changed: ["intakeForm"] },
      audit: { action: "intake_form.updated", subject: { type: "intake_form", id: salon.id }, before, after },
    });
    return after;
  });
}

/** Those that are on the menu, and those that have left it since the form named them. Throws `invalid_input`. */
async function expectServices(
  tx: Tx,
  salon: SalonRow,
  before: IntakeForm,
  questions: readonly IntakeQuestion[],
): Promise<void> {
  const onMenu = await findServiceIds(
    tx,
    salon,
    questions.flatMap(({ serviceIds }) => serviceIds),
  );
  const known = onMenu.union(new Set(before.questions.flatMap(({ serviceIds }) => serviceIds)));
  for (const [index, { serviceIds }] of questions.entries()) {
    const unknown = serviceIds.findIndex((id) => !known.has(id));
    if (unknown === -1) continue;
    const pointer = `/questions/${index}/serviceIds/${unknown}`;
    throw invalidInput(pointer, "unknown_service", "This salon has no such service.");
  }
}
