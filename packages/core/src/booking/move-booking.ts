import type { Booking } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emit } from "../event/index.ts";
import { bookingEvent } from "./booking-event.ts";
import { judgeMove, MOVES } from "./moves.ts";
import type { Move } from "./moves.ts";
import { releaseAllocations } from "./time-taken/queries.ts";
import { saveBooking } from "./queries.ts";
import { presentBooking } from "./record.ts";
import type { BookingRecord, BookingRow } from "./record.ts";

/**
 * Makes a move of a booking that is held: saves the next version, frees its time where the move does, emits one event.
 * A move that was made already changes nothing. Throws `invalid_transition`.
 */
export async function moveBooking(
  ctx: Ctx,
  tx: Tx,
  record: BookingRecord,
  move: Move,
  changes: Partial<BookingRow> = {},
): Promise<Booking> {
  const { booking, now } = record;
  const judgement = judgeMove(booking.status, move);
  if (judgement === "repeated") return presentBooking(record);
  if (judgement === "refused")
    throw new DomainError(
      "invalid_transition",
      `A booking that is ${booking.status} cannot be ${MOVES[move].to}.`,
    );
  const moved = await saveBooking(tx, booking, { ...changes, status: MOVES[move].to });
  if (MOVES[move].frees) await releaseAllocations(tx, booking);
  const after = { ...record, booking: moved };
  await emit(ctx, tx, bookingEvent(MOVES[move].event, now, after, record));
  return presentBooking(after);
}
