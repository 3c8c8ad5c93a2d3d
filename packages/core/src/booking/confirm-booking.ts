import type { Booking, ConfirmBooking } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { REFUSAL_MESSAGES } from "../availability/index.ts";
import { lockCalendars } from "../calendar/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { clientCreated, emit } from "../event/index.ts";
import { expectUnexpired, holdExpired } from "./hold.ts";
import { moveBooking } from "./move-booking.ts";
import { openBookingToChange } from "./open-booking.ts";
import { isWelcome } from "./person-served/is-welcome.ts";
import { personServed } from "./person-served/index.ts";
import type { ServedNow } from "./person-served/index.ts";
import { actsForSalon, mayEndHold } from "./policy.ts";
import {
  clientCalendarOf,
  findExpiredHoldsOn,
  insertAllocations,
  releaseCalendar,
} from "./time-taken/queries.ts";
import type { NewAllocation } from "./time-taken/queries.ts";
import { presentBooking } from "./record.ts";
import type { BookingRecord, BookingRow } from "./record.ts";
import { releaseExpiredHolds } from "./release-expired-holds.ts";

const MINUTE_MS = 60_000;

/** Makes a hold a booking, or hands it to the salon for approval. Throws `hold_expired`, `client_busy`, `salon_not_bookable`. */
export async function confirmBooking(ctx: Ctx, input: ConfirmBooking): Promise<Booking> {
  const confirmed = await ctx.transact(async (tx) => {
    const { record, party } = await openBookingToChange(ctx, tx, input, mayEndHold);
    const { booking, now, policy } = record;
    if (booking.status === "confirmed" || booking.status === "pending") return presentBooking(record);
    expectUnexpired(record);
    const isHeld = booking.status === "held";
    if (isHeld && record.salonStatus === "suspended")
      throw new DomainError("salon_not_bookable", REFUSAL_MESSAGES.salon_not_bookable);
    if (isHeld && !actsForSalon(party)) {
      const whom = { client: input.client, clientId: record.client?.id };
      if (!(await isWelcome(tx, ctx.actor, booking.businessId, whom))) {
        await moveBooking(ctx, tx, record, "expire");
        return null;
      }
    }
    if (isHeld && !record.client && !input.client && actsForSalon(party))
      throw invalidInput("/client", "client_required", "Say whom the booking is for.");
    const served =
      isHeld && (input.client || !record.client)
        ? await giveClient(ctx, tx, record, { ...input, asSalon: actsForSalon(party) })
        : record.client;
    const needsApproval = policy.requiresApproval && !actsForSalon(party) && booking.source !== "salon";
    return moveBooking(
      ctx,
      tx,
      { ...record, client: served },
      needsApproval ? "requestApproval" : "confirm",
      {
        clientId: served?.id ?? null,
        note: input.note ?? booking.note,
        holdExpiresAt: null,
        approvalExpiresAt: needsApproval
          ? new Date(now.getTime() + policy.approvalMinutes * MINUTE_MS)
          : null,
      },
    );
  });
  if (!confirmed) throw holdExpired();
  return confirmed;
}

/** The person served takes the hold's time, once for the visit; whom it was held for before lets go of it. */
async function giveClient(
  ctx: Ctx,
  tx: Tx,
  { booking, now }: BookingRecord,
  { client, asSalon }: ConfirmBooking & { readonly asSalon: boolean },
): Promise<ServedNow> {
  const { businessId } = booking;
  const served = await personServed(tx, ctx.actor, businessId, { client, asSalon });
  const before = await clientCalendarOf(tx, booking);
  if (before !== null) await releaseCalendar(tx, booking, before);
  await lockCalendars(tx, businessId, [served.calendarId]);
  const visit = {
    calendarId: served.calendarId,
    start: booking.startsAt.getTime(),
    end: booking.endsAt.getTime(),
  };
  if (await isTaken(tx, booking, visit)) {
    await releaseExpiredHolds(ctx, tx, businessId, await findExpiredHoldsOn(tx, businessId, visit, now), now);
    if (await isTaken(tx, booking, visit)) throw new DomainError("client_busy", REFUSAL_MESSAGES.client_busy);
  }
  if (served.created) {
    const salon = { businessId, id: booking.salonId };
    await emit(ctx, tx, clientCreated({ salon, now }, served.created));
  }
  return served;
}

async function isTaken(tx: Tx, booking: BookingRow, visit: NewAllocation): Promise<boolean> {
  return (await insertAllocations(tx, booking, [visit])).length === 0;
}
