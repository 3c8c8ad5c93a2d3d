import type { IntakeForm, SetIntakeForm } from "@salon/contracts";
import { formerFields } from "../changes.ts";
import type { Ctx } from "../context.ts";
import { expectVersion } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
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
    const after = presentForm({ questions, consents, version: before.version + 1 });
    if (Object.keys(formerFields(before, after)).length === 1) return before;
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
