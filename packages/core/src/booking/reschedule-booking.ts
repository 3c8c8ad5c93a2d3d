import type { Booking, ItemRequest, RescheduleBooking } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { renderLocal } from "@salon/scheduling";
import type { Instant, Refusal } from "@salon/scheduling";
import { resolveStart } from "../availability/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emit } from "../event/index.ts";
import { findItsSalon } from "../salon/index.ts";
import { bookingEvent } from "./booking-event.ts";
import { itemsOf, movedItems, priceLinesOf } from "./contents.ts";
import { MOVABLE_STATUSES } from "./moves.ts";
import { openBookingToChange } from "./open-booking.ts";
import { placeVisit, takeTime } from "./place-visit.ts";
import type { Attempt } from "./place-visit.ts";
import { actsForSalon, expectOverride, mayMoveBooking } from "./policy.ts";
import { clientCalendarOf, releaseAllocations, replaceContents, saveBooking } from "./queries.ts";
import { deadlines, presentBooking } from "./record.ts";
import type { BookingRecord, ItemRow } from "./record.ts";
import { setAsideFor } from "./set-aside.ts";
import { offeringNearSlots } from "./visit-refused.ts";

/** Gives a booking another time; it keeps its id and snapshots, unless other items are asked for. Throws `too_late_to_move`. */
export async function rescheduleBooking(ctx: Ctx, input: RescheduleBooking): Promise<Booking> {
  return offeringNearSlots(ctx, () =>
    ctx.transact(async (tx) => {
      const { record, party } = await openBookingToChange(ctx, tx, input, mayMoveBooking);
      const asSalon = actsForSalon(party);
      expectMovable(record, asSalon);
      expectOverride(party, input.override);
      return giveTime(ctx, tx, record, {
        startIn: (timeZone) => resolveStart(input, timeZone),
        newItems: input.items ?? null,
        booked: record.items,
        asSalon,
        override: input.override,
      });
    }),
  );
}

export type NewTime = {
  readonly startIn: (timeZone: string) => Instant;
  readonly asSalon: boolean;
  readonly override: readonly Refusal[];
  /** Taken at today's prices in the place of the booking's own. */
  readonly newItems: readonly ItemRequest[] | null;
  /** The booking's own items, perhaps with other people or minutes. */
  readonly booked: readonly ItemRow[];
};

/** Swaps the time that a booking takes, in one transaction: first what it had goes, then what it gets is taken. */
export async function giveTime(
  ctx: Ctx,
  tx: Tx,
  record: BookingRecord,
  { startIn, newItems, booked, asSalon, override }: NewTime,
): Promise<Booking> {
  const { booking } = record;
  const found = await findItsSalon(ctx, tx, booking.salonId);
  const { timeZone } = found.salon;
  const attempt: Attempt = {
    found,
    start: startIn(timeZone),
    wish: {
      items: newItems ?? booked.map(wishOf),
      mode: booking.mode,
      maxWaitMinutes: booking.maxWaitMinutes,
    },
    booked: newItems ? null : booked,
    except: booking.id,
    clientCalendarId: await clientCalendarOf(tx, booking),
    asSalon,
    setAside: setAsideFor(asSalon, override),
  };
  const placed = await placeVisit(ctx, tx, attempt);
  const { visit, rules, now } = placed;
  const items = newItems
    ? itemsOf(placed, newItems, { ...booking, timeZone })
    : movedItems(placed, booked, timeZone);
  const lines = newItems ? priceLinesOf(rules, items, newItems) : record.lines;
  const saved = await saveBooking(tx, booking, {
    startsAt: new Date(visit.start),
    endsAt: new Date(visit.end),
    localStart: renderLocal(visit.start, timeZone),
    timeZone,
    overrides: [...new Set([...booking.overrides, ...override])],
    needsAttention: false,
  });
  await releaseAllocations(tx, booking);
  await replaceContents(tx, saved, items, lines);
  await takeTime(tx, attempt, placed, booking);
  const isMoved = saved.startsAt.getTime() !== booking.startsAt.getTime() || newItems !== null;
  await emit(
    ctx,
    tx,
    bookingEvent(isMoved ? "booking.rescheduled" : "booking.updated", now, saved, items, booking),
  );
  return presentBooking({ ...record, booking: saved, items, lines });
}

/** Whoever was asked for by name stays; whom the salon chose, it may choose again. */
function wishOf({ id, staffId, reason }: ItemRow): ItemRequest {
  return {
    variantId: id,
    staffId: reason === "requested" ? staffId : null,
    excludedStaffIds: [],
    addOnIds: [],
  };
}

function expectMovable({ booking, policy, now }: BookingRecord, asSalon: boolean): void {
  if (
    booking.status === "expired" ||
    (booking.status === "held" && booking.holdExpiresAt !== null && booking.holdExpiresAt <= now)
  ) {
    throw new DomainError("hold_expired", "The hold has expired; its time may be gone.");
  }
  if (!MOVABLE_STATUSES.includes(booking.status))
    throw new DomainError("invalid_transition", `A booking that is ${booking.status} cannot be moved.`);
  if (!asSalon && booking.status === "confirmed" && now > deadlines(booking.startsAt, policy).moveUntil) {
    throw new DomainError("too_late_to_move", "The time for moving has passed; ask the salon.");
  }
}
