import type { BookingIntake, BookingRef } from "@salon/contracts";
import { openBooking } from "../booking/index.ts";
import type { BookingRecord } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { formOfVisit } from "./asked.ts";
import { mayAnswerOfBooking } from "./policy.ts";
import { presentForm } from "./present.ts";
import { findIntake } from "./queries.ts";
import type { IntakeKey } from "./queries.ts";
import { missingOf } from "./rules.ts";

/** What is asked before a visit. A link may have gone to others: it never tells what was answered. */
export async function getBookingIntake(ctx: Ctx, { bookingId }: BookingRef): Promise<BookingIntake> {
  const { record } = await openBooking(ctx, ctx.db, bookingId, mayAnswerOfBooking);
  const key = whoseIntake(record);
  const form = await formOfVisit(ctx.db, key, record);
  const intake = await findIntake(ctx.db, key);
  return { ...presentForm(form), missing: missingOf(form, intake, record.now) };
}

/** Throws `invalid_transition` while nobody knows whom a hold is for. */
export function whoseIntake({ booking, client }: BookingRecord): IntakeKey {
  const { businessId, salonId } = booking;
  if (!client) throw new DomainError("invalid_transition", "Confirm the hold first, and say whom it is for.");
  return { businessId, salonId, clientId: client.id };
}
