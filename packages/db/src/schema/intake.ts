import type { IntakeConsent, IntakeQuestion } from "@salon/contracts";
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { services } from "./catalog.ts";
import { clients } from "./clients.ts";
import { tenantReference, timestamps, version } from "./columns.ts";
import { salons } from "./salons.ts";

/** What a salon asks of its clients; none: nothing yet. */
export const intakeForms = pgTable(
  "intake_forms",
  {
    businessId: integer("business_id").notNull(),
    salonId: uuid("salon_id").notNull(),
    questions: jsonb("questions").$type<KeptQuestion[]>().notNull(),
    consents: jsonb("consents").$type<IntakeConsent[]>().notNull(),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.salonId] }),
    tenantReference("intake_forms_salon_fk", [t.businessId, t.salonId], salons),
  ],
);

/** Services at whose visits a question is asked; one without is asked at every visit. */
export const intakeQuestionServices = pgTable(
  "intake_question_services",
  {
    businessId: integer("business_id").notNull(),
    salonId: uuid("salon_id").notNull(),
    /** The key that the form's question has. */
    question: text("question").notNull(),
    serviceId: uuid("service_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.salonId, t.question, t.serviceId] }),
    foreignKey({
      columns: [t.businessId, t.salonId],
      foreignColumns: [intakeForms.businessId, intakeForms.salonId],
      name: "intake_question_services_form_fk",
    }),
    tenantReference("intake_question_services_service_fk", [t.businessId, t.serviceId], services),
    index("intake_question_services_service_idx").on(t.businessId, t.serviceId),
  ],
);

/** Which services a question is of stands beside it. */
export type KeptQuestion = WithoutServices<IntakeQuestion>;
type WithoutServices<Question> = Question extends unknown ? Omit<Question, "serviceIds"> : never;

/** What a client answered and agreed to in a salon, with the words as they were then. */
export const clientIntakes = pgTable(
  "client_intakes",
  {
    businessId: integer("business_id").notNull(),
    salonId: uuid("salon_id").notNull(),
    clientId: uuid("client_id").notNull(),
    answers: jsonb("answers").$type<GivenAnswer[]>().notNull(),
    consents: jsonb("consents").$type<GivenConsent[]>().notNull(),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.salonId, t.clientId] }),
    tenantReference("client_intakes_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("client_intakes_client_fk", [t.businessId, t.clientId], clients),
    index("client_intakes_client_idx").on(t.businessId, t.clientId),
  ],
);

/** Instants as ISO 8601. */
export type GivenAnswer = {
  key: string;
  text: string;
  value: boolean | string;
  at: string;
  formVersion: number;
};
export type GivenConsent = {
  key: string;
  text: string;
  given: boolean;
  at: string;
  validUntil: string | null;
  formVersion: number;
};
