import type { AnswerBookingIntake, AnswerIntake, BookingIntake, ClientIntake } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { openBooking } from "../booking/index.ts";
import { lockClients } from "../client/index.ts";
import type { Ctx } from "../context.ts";
import { expectVersion, notFound } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { formAhead, formOfVisit } from "./asked.ts";
import { whoseIntake } from "./get-booking-intake.ts";
import { mayAnswerForClients, mayAnswerOfBooking } from "./policy.ts";
import { presentForm, presentIntake } from "./present.ts";
import { findForm, findIntake, saveIntake } from "./queries.ts";
import type { Form, IntakeKey } from "./queries.ts";
import { answered } from "./rules.ts";

/** At the desk, for a client of the salon. */
export async function answerIntake(ctx: Ctx, input: AnswerIntake): Promise<ClientIntake> {
  return ctx.transact(async (tx) => {
    const { salon, now } = await openSalonToChange(ctx, tx, input.salonId, mayAnswerForClients);
    const { businessId, id: salonId } = salon;
    const key = { businessId, salonId, clientId: input.clientId };
    const form = await findForm(tx, salon);
    return record(ctx, tx, key, { ...input, form, due: await formAhead(tx, form, key), now });
  });
}

/** By whoever the visit is for, who may not see what the salon knows already. Throws `invalid_transition`. */
export async function answerBookingIntake(ctx: Ctx, input: AnswerBookingIntake): Promise<BookingIntake> {
  return ctx.transact(async (tx) => {
    const opened = await openBooking(ctx, tx, input.bookingId, mayAnswerOfBooking);
    const key = whoseIntake(opened.record);
    const form = await formOfVisit(tx, key, opened.record);
    const { missing } = await record(ctx, tx, key, { ...input, form, due: form, now: opened.record.now });
    return { ...presentForm(form), missing };
  });
}

type Told = Pick<AnswerIntake, "answers" | "consents" | "ifVersion"> & {
  /** What may be answered, and what is to be by now. */
  readonly form: Form;
  readonly due: Form;
  readonly now: Date;
};

/** Holds the client's row: who erases them waits, or is seen to have done so. */
async function record(
  ctx: Ctx,
  tx: Tx,
  key: IntakeKey,
  { form, due, now, ...told }: Told,
): Promise<ClientIntake> {
  const [client] = await lockClients(tx, key.businessId, [key.clientId]);
  if (!client) throw notFound("client");
  const known = await findIntake(tx, key);
  expectVersion(known.version, told.ifVersion);
  const next = { ...answered(form, known, told, now), version: known.version + 1 };
  await saveIntake(tx, key, next);
  const [before, after] = [presentIntake(due, known, now), presentIntake(due, next, now)];
  const subject = { type: "client_intake", id: client.id } as const;
  await emit(ctx, tx, {
    type: "client.updated",
    salon: { businessId: key.businessId, id: key.salonId },
    subjectId: client.id,
    occurredAt: now,
    data: { id: client.id, version: client.version, changed: ["intake"] },
    audit: { action: "client_intake.updated", subject, before, after },
  });
  return after;
}
