import type { ClientIntake, IntakeForm, IntakeQuestion } from "@salon/contracts";
import type { Form, Intake } from "./queries.ts";
import { missingOf } from "./rules.ts";

/** In one order of fields, which the database does not keep: the same words are seen to be the same. */
export function presentForm({ questions, consents, version }: Form): IntakeForm {
  return {
    questions: questions.map(inOrder),
    consents: consents.map(({ key, text, required, validDays = null }) => ({
      key,
      text,
      required,
      validDays,
    })),
    version,
  };
}

export function presentIntake(form: Form, intake: Intake, now: Date): ClientIntake {
  return {
    answers: intake.answers.map((answer) => ({ ...answer, at: new Date(answer.at) })),
    consents: intake.consents.map(({ at, validUntil, ...consent }) => ({
      ...consent,
      at: new Date(at),
      validUntil: validUntil === null ? null : new Date(validUntil),
    })),
    missing: missingOf(form, intake, now),
    version: intake.version,
  };
}

function inOrder(question: IntakeQuestion): IntakeQuestion {
  const { key, text, required } = question;
  const serviceIds = question.serviceIds.toSorted();
  if (question.kind !== "choice") return { key, text, kind: question.kind, required, serviceIds };
  return { key, text, kind: question.kind, choices: question.choices, required, serviceIds };
}
