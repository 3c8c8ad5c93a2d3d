import type { Booking, ConfirmBooking } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { REFUSAL_MESSAGES } from "../availability/index.ts";
import { lockCalendars } from "../calendar/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { moveBooking } from "./move-booking.ts";
import { openBookingToChange } from "./open-booking.ts";
import { personServed } from "./person-served/index.ts";
import type { Served } from "./person-served/index.ts";
import { actsForSalon, mayEndHold } from "./policy.ts";
import { insertAllocations } from "./queries.ts";
import { presentBooking } from "./record.ts";
import type { BookingRecord } from "./record.ts";

const MINUTE_MS = 60_000;

/** Makes a hold a booking, or hands it to the salon for approval. Throws `hold_expired`, `client_busy`. */
export async function confirmBooking(ctx: Ctx, input: ConfirmBooking): Promise<Booking> {
  return ctx.transact(async (tx) => {
    const { record, party } = await openBookingToChange(ctx, tx, input, mayEndHold);
    const { booking, now, policy } = record;
    if (booking.status === "confirmed" || booking.status === "pending") return presentBooking(record);
    if (booking.status === "expired" || isExpired(record))
      throw new DomainError("hold_expired", "The hold has expired; its time may be gone.");
    if (!record.client && !input.client && actsForSalon(party))
      throw invalidInput("/client", "client_required", "Say whom the booking is for.");
    const served =
      booking.status === "held" && !record.client ? await giveClient(ctx, tx, record, input) : record.client;
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
}

function isExpired({ booking, now }: BookingRecord): boolean {
  return booking.status === "held" && booking.holdExpiresAt !== null && booking.holdExpiresAt <= now;
}

/** The person served takes the hold's time, once for the visit. */
async function giveClient(
  ctx: Ctx,
  tx: Tx,
  { booking, role }: BookingRecord,
  { client }: ConfirmBooking,
): Promise<Served> {
  const served = await personServed(tx, ctx.actor, booking.businessId, role, client);
  await lockCalendars(tx, booking.businessId, [served.calendarId]);
  const visit = {
    calendarId: served.calendarId,
    start: booking.startsAt.getTime(),
    end: booking.endsAt.getTime(),
  };
  const taken = await insertAllocations(tx, booking, [visit]);
  if (taken.length === 0) throw new DomainError("client_busy", REFUSAL_MESSAGES.client_busy);
  return served;
}
