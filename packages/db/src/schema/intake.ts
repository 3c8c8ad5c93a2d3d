import type { IntakeConsent, IntakeQuestion } from "@salon/contracts";
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { clients } from "./clients.ts";
import { timestamps, version } from "./columns.ts";
import { salons } from "./salons.ts";

/** What a salon asks of its clients; none: nothing yet. */
export const intakeForms = pgTable(
  "intake_forms",
  {
    businessId: integer("business_id").notNull(),
    salonId: uuid("salon_id").notNull(),
    questions: jsonb("questions").$type<IntakeQuestion[]>().notNull(),
    consents: jsonb("consents").$type<IntakeConsent[]>().notNull(),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.salonId] }),
    foreignKey({
      columns: [t.businessId, t.salonId],
      foreignColumns: [salons.businessId, salons.id],
      name: "intake_forms_salon_fk",
    }),
  ],
);

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
    foreignKey({
      columns: [t.businessId, t.salonId],
      foreignColumns: [salons.businessId, salons.id],
      name: "client_intakes_salon_fk",
    }),
    foreignKey({
      columns: [t.businessId, t.clientId],
      foreignColumns: [clients.businessId, clients.id],
      name: "client_intakes_client_fk",
    }),
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
