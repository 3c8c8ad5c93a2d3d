import type { AnswerBookingIntake, IntakeQuestion } from "@salon/contracts";
import { invalidInput } from "../errors.ts";
import type { Form, Intake } from "./queries.ts";

type Given = Pick<AnswerBookingIntake, "answers" | "consents">;
type Value = Given["answers"][number]["value"];

const DAY_MS = 24 * 60 * 60_000;

/** What is asked where these services are done. */
export function askedAt(form: Form, services: ReadonlySet<string>): Form {
  const concerns = ({ serviceIds }: IntakeQuestion) =>
    serviceIds.length === 0 || serviceIds.some((id) => services.has(id));
  return { ...form, questions: form.questions.filter(concerns) };
}

/** What stands after somebody answered: what is said again in the same words keeps its time. Throws `invalid_input`. */
export function answered(form: Form, intake: Intake, given: Given, now: Date): Intake {
  const formVersion = form.version;
  const at = now.toISOString();
  const answers = given.answers.flatMap(({ key, value }, index) => {
    const question = form.questions.find((one) => one.key === key);
    if (!question) throw unknownKey(`/answers/${index}/key`);
    if (value === null) return [];
    if (!fits(question, value))
      throw invalidInput(`/answers/${index}/value`, "wrong_kind", "This is no answer to that question.");
    const { text } = question;
    const same = intake.answers.find((one) => one.key === key && one.text === text && one.value === value);
    return [same ?? { key, text, value, at, formVersion }];
  });
  const consents = given.consents.map((consent, index) => {
    const asked = form.consents.find(({ key }) => key === consent.key);
    if (!asked) throw unknownKey(`/consents/${index}/key`);
    const { key, text, validDays } = asked;
    const ends = consent.given && validDays ? now.getTime() + validDays * DAY_MS : null;
    const validUntil = ends === null ? null : new Date(ends).toISOString();
    return { key, text, given: consent.given, at, validUntil, formVersion };
  });
  return {
    ...intake,
    answers: [...without(intake.answers, given.answers), ...answers],
    consents: [...without(intake.consents, given.consents), ...consents],
  };
}

/** Keys of what is required and was not told, or was agreed to in other words or too long ago. */
export function missingOf(form: Form, intake: Intake, now: Date): string[] {
  const isAnswered = (key: string) => intake.answers.some((answer) => answer.key === key);
  const holds = (key: string, text: string) =>
    intake.consents.some(
      (consent) =>
        consent.key === key &&
        consent.given &&
        consent.text === text &&
        (consent.validUntil === null || new Date(consent.validUntil) > now),
    );
  return [
    ...form.questions.filter(({ key, required }) => required && !isAnswered(key)),
    ...form.consents.filter(({ key, text, required }) => required && !holds(key, text)),
  ].map(({ key }) => key);
}

function fits(question: IntakeQuestion, value: Exclude<Value, null>): boolean {
  if (question.kind === "yes_no") return typeof value === "boolean";
  if (typeof value !== "string") return false;
  return question.kind !== "choice" || question.choices.includes(value);
}

function without<Part extends { key: string }>(parts: readonly Part[], named: readonly { key: string }[]) {
  return parts.filter(({ key }) => !named.some((other) => other.key === key));
}

function unknownKey(pointer: string) {
  return invalidInput(pointer, "unknown_key", "The salon asks no such thing.");
}
