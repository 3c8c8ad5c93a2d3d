import type { Db, Tx } from "@salon/db";
import { clientIntakes, intakeForms } from "@salon/db/schema";
import { and, eq, sql } from "drizzle-orm";

export type FormRow = typeof intakeForms.$inferSelect;
export type IntakeRow = typeof clientIntakes.$inferSelect;
export type Form = Pick<FormRow, "questions" | "consents" | "version">;
export type Intake = Pick<IntakeRow, "answers" | "consents" | "version">;

type SalonKey = { readonly businessId: number; readonly id: string };
/** Of what a client told a salon. */
export type IntakeKey = Pick<IntakeRow, "businessId" | "salonId" | "clientId">;

/** Before it is set a form asks nothing, and is at its first version. */
export async function findForm(db: Db, { businessId, id }: SalonKey): Promise<Form> {
  const [form] = await db
    .select()
    .from(intakeForms)
    .where(and(eq(intakeForms.businessId, businessId), eq(intakeForms.salonId, id)));
  return form ?? { questions: [], consents: [], version: 1 };
}

export async function saveForm(tx: Tx, { businessId, id }: SalonKey, form: Form): Promise<void> {
  const { questions, consents, version } = form;
  const changes = { questions, consents, version };
  await tx
    .insert(intakeForms)
    .values({ businessId, salonId: id, ...changes })
    .onConflictDoUpdate({
      target: [intakeForms.businessId, intakeForms.salonId],
      set: { ...changes, updatedAt: sql`statement_timestamp()` },
    });
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
