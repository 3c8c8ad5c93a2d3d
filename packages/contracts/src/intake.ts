import { z } from "zod";
import { ClientRef } from "./clients.ts";
import { Id, ifVersion, Version } from "./ids.ts";
import { line, prose } from "./text.ts";
import { Instant } from "./time.ts";

/** Names a question or a consent of one salon for good, however its words change. */
const Key = z
  .string()
  .regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/, "Lower-case letters, digits and single underscores.")
  .max(40)
  .meta({ example: "allergies" });

function isEachOnce(parts: readonly { key: string }[]): boolean {
  return new Set(parts.map(({ key }) => key)).size === parts.length;
}
const EACH_ONCE = "Each key once.";

function isEachIdOnce(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length;
}

const asked = {
  key: Key,
  text: line(300),
  required: z.boolean().default(false),
  /** At visits to these alone, with all their variants; of none: at every visit. */
  serviceIds: z.array(Id).max(50).refine(isEachIdOnce, "Each service once.").default([]),
};
const Question = z.discriminatedUnion("kind", [
  z.strictObject({ ...asked, kind: z.enum(["yes_no", "text"]) }),
  z.strictObject({ ...asked, kind: z.literal("choice"), choices: z.array(line(120)).min(2).max(20) }),
]);

/** Something to agree to, as a patch test or news by mail; whoever agreed to other words is asked again. */
const ConsentAsked = z.strictObject({
  key: Key,
  text: prose(2000),
  required: z.boolean().default(false),
  /** How many days it holds; null: until it is taken back. */
  validDays: z.int().min(1).max(3650).nullish(),
});

const form = {
  questions: z.array(Question).max(50).refine(isEachOnce, EACH_ONCE),
  consents: z.array(ConsentAsked).max(20).refine(isEachOnce, EACH_ONCE),
};

export const SetIntakeForm = z
  .strictObject({ salonId: Id, ...ifVersion, ...form })
  .meta({ id: "SetIntakeForm" });
export type SetIntakeForm = z.infer<typeof SetIntakeForm>;

/** What a salon asks of its clients. */
export const IntakeForm = z.object({ ...form, version: Version }).meta({ id: "IntakeForm" });
export type IntakeForm = z.infer<typeof IntakeForm>;
export type IntakeQuestion = IntakeForm["questions"][number];
export type IntakeConsent = IntakeForm["consents"][number];

const given = {
  /** Null takes an answer back; what is not named stays. */
  answers: z
    .array(z.strictObject({ key: Key, value: z.union([z.boolean(), prose(2000)]).nullable() }))
    .max(50)
    .refine(isEachOnce, EACH_ONCE)
    .default([]),
  consents: z
    .array(z.strictObject({ key: Key, given: z.boolean() }))
    .max(20)
    .refine(isEachOnce, EACH_ONCE)
    .default([]),
};

export const AnswerIntake = ClientRef.extend({ ...ifVersion, ...given }).meta({ id: "AnswerIntake" });
export type AnswerIntake = z.infer<typeof AnswerIntake>;

export const AnswerBookingIntake = z
  .strictObject({ bookingId: Id, ...given })
  .meta({ id: "AnswerBookingIntake" });
export type AnswerBookingIntake = z.infer<typeof AnswerBookingIntake>;

/** With the words that were answered and agreed to, and the version of the form that had them. */
const Answer = z.object({
  key: z.string(),
  text: z.string(),
  value: z.union([z.boolean(), z.string()]),
  at: Instant,
  formVersion: z.int(),
});
const Consent = z.object({
  key: z.string(),
  text: z.string(),
  given: z.boolean(),
  at: Instant,
  validUntil: Instant.nullable(),
  formVersion: z.int(),
});

/** What a client told a salon. */
export const ClientIntake = z
  .object({
    answers: z.array(Answer),
    consents: z.array(Consent),
    /** Keys of what is required and not there, or not any more; of services those of visits to come. */
    missing: z.array(z.string()),
    version: Version,
  })
  .meta({ id: "ClientIntake" });
export type ClientIntake = z.infer<typeof ClientIntake>;

/** What is asked before a visit, by its services, and what is missing; never what was answered. */
export const BookingIntake = IntakeForm.extend({ missing: z.array(z.string()) }).meta({
  id: "BookingIntake",
});
export type BookingIntake = z.infer<typeof BookingIntake>;
