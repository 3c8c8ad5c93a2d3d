import type { Db } from "@salon/db";
import type { BookingRecord } from "../booking/index.ts";
import { findForm, findServicesAt } from "./queries.ts";
import type { Form, IntakeKey } from "./queries.ts";
import { askedAt } from "./rules.ts";

/** What is asked before a visit. */
export async function formOfVisit(
  db: Db,
  key: IntakeKey,
  { booking }: Pick<BookingRecord, "booking">,
): Promise<Form> {
  const form = await findForm(db, { businessId: key.businessId, id: key.salonId });
  return isOfServices(form) ? askedAt(form, await findServicesAt(db, key, booking.id)) : form;
}

/** What is asked of a client before the visits that they have ahead, or without any. */
export async function formAhead(db: Db, form: Form, key: IntakeKey): Promise<Form> {
  return isOfServices(form) ? askedAt(form, await findServicesAt(db, key, null)) : form;
}

function isOfServices({ questions }: Form): boolean {
  return questions.some(({ serviceIds }) => serviceIds.length > 0);
}
