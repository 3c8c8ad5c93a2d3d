import type { BookingPayments, BookingRef } from "@salon/contracts";
import { openBooking } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { maySeePayments } from "./policy.ts";
import { presentPayments } from "./present.ts";
import { findPayments } from "./queries.ts";

/** What was paid for a visit, and what is due. Throws `forbidden` to whoever booked it. */
export async function listPayments(ctx: Ctx, { bookingId }: BookingRef): Promise<BookingPayments> {
  const { record } = await openBooking(ctx, ctx.db, bookingId, maySeePayments);
  return presentPayments(record, await findPayments(ctx.db, record.booking));
}
