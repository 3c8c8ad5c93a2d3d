import { LIVE_STATUSES } from "@salon/contracts";
import type { IntakeQuestion } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import {
  bookingItems,
  bookings,
  clientIntakes,
  intakeForms,
  intakeQuestionServices,
  serviceVariants,
} from "@salon/db/schema";
import { and, eq, getColumns, inArray, sql } from "drizzle-orm";

export type IntakeRow = typeof clientIntakes.$inferSelect;
/** With the services of each question: none where it is asked at every visit. */
export type Form = Pick<typeof intakeForms.$inferSelect, "consents" | "version"> & {
  readonly questions: readonly IntakeQuestion[];
};
export type Intake = Pick<IntakeRow, "answers" | "consents" | "version">;

type SalonKey = { readonly businessId: number; readonly id: string };
/** Of what a client told a salon. */
export type IntakeKey = Pick<IntakeRow, "businessId" | "salonId" | "clientId">;

/** Before it is set a form asks nothing, and is at its first version. */
export async function findForm(db: Db, { businessId, id }: SalonKey): Promise<Form> {
  const [form] = await db
    .select({ ...getColumns(intakeForms), servicesOf })
    .from(intakeForms)
    .where(and(eq(intakeForms.businessId, businessId), eq(intakeForms.salonId, id)));
  if (!form) return { questions: [], consents: [], version: 1 };
  const questions = form.questions.map((question) => ({
    ...question,
    serviceIds: form.servicesOf[question.key] ?? [],
  }));
  return { ...form, questions };
}

/** By the key of a question. */
const servicesOf = sql<Record<string, string[]>>`(
  select coalesce(json_object_agg(q.question, q.ids), '{}') from (
    select s.question, json_agg(s.service_id order by s.service_id) as ids from intake_question_services s
    where s.business_id = ${intakeForms.businessId} and s.salon_id = ${intakeForms.salonId} group by 1) q)`;

/** Which services are done at visits: at one of them, or at all that a client has ahead in a salon. */
export async function findServicesAt(db: Db, key: IntakeKey, bookingId: string | null): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ serviceId: serviceVariants.serviceId })
    .from(bookings)
    .innerJoin(
      bookingItems,
      and(eq(bookingItems.businessId, bookings.businessId), eq(bookingItems.bookingId, bookings.id)),
    )
    .innerJoin(
      serviceVariants,
      and(
        eq(serviceVariants.businessId, bookingItems.businessId),
        eq(serviceVariants.id, bookingItems.variantId),
      ),
    )
    .where(
      and(
        eq(bookings.businessId, key.businessId),
        eq(bookings.salonId, key.salonId),
        eq(bookings.clientId, key.clientId),
        bookingId === null ? inArray(bookings.status, [...LIVE_STATUSES]) : eq(bookings.id, bookingId),
      ),
    );
  return new Set(rows.map(({ serviceId }) => serviceId));
}

export async function saveForm(tx: Tx, { businessId, id }: SalonKey, form: Form): Promise<void> {
  const { consents, version } = form;
  const questions = form.questions.map(({ serviceIds: _, ...question }) => question);
  const changes = { questions, consents, version };
  await tx
    .insert(intakeForms)
    .values({ businessId, salonId: id, ...changes })
    .onConflictDoUpdate({
      target: [intakeForms.businessId, intakeForms.salonId],
      set: { ...changes, updatedAt: sql`statement_timestamp()` },
    });
  const ofForm = { businessId, salonId: id };
  await tx
    .delete(intakeQuestionServices)
    .where(and(eq(intakeQuestionServices.businessId, businessId), eq(intakeQuestionServices.salonId, id)));
  const named = form.questions.flatMap(({ key, serviceIds }) =>
    serviceIds.map((serviceId) => ({ ...ofForm, question: key, serviceId })),
  );
  if (named.length > 0) await tx.insert(intakeQuestionServices).values(named);
}

/** Who has said nothing yet has an empty one, at its first version. */
export async function findIntake(db: Db, { businessId, salonId, clientId }: IntakeKey): Promise<Intake> {
  const [intake] = await db
    .select()
    .from(clientIntakes)
    .where(
      and(
        eq(clientIntakes.businessId, businessId),
        eq(clientIntakes.salonId, salonId),
        eq(clientIntakes.clientId, clientId),
      ),
    );
  return intake ?? { answers: [], consents: [], version: 1 };
}

/** The client's row is held: two who answer at once follow one another. */
export async function saveIntake(tx: Tx, key: IntakeKey, intake: Intake): Promise<void> {
  const { answers, consents, version } = intake;
  const changes = { answers, consents, version };
  await tx
    .insert(clientIntakes)
    .values({ ...key, ...changes })
    .onConflictDoUpdate({
      target: [clientIntakes.businessId, clientIntakes.salonId, clientIntakes.clientId],
      set: { ...changes, updatedAt: sql`statement_timestamp()` },
    });
}

/** What one record told moves to another that told the same salon nothing; the rest stays where it is. */
export async function moveIntakes(tx: Tx, { businessId, id }: SalonKey, keptId: string): Promise<void> {
  await tx
    .update(clientIntakes)
    .set({ clientId: keptId })
    .where(
      and(
        eq(clientIntakes.businessId, businessId),
        eq(clientIntakes.clientId, id),
        sql`not exists (select from client_intakes kept where kept.business_id = ${clientIntakes.businessId}
          and kept.salon_id = ${clientIntakes.salonId} and kept.client_id = ${keptId})`,
      ),
    );
}
