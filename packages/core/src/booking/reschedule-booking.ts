import type { Booking, ItemRequest, RescheduleBooking } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { renderLocal } from "@salon/scheduling";
import type { Instant, Refusal } from "@salon/scheduling";
import { resolveStart } from "../availability/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emit } from "../event/index.ts";
import { findItsSalon } from "../salon/index.ts";
import type { SalonRow } from "../salon/index.ts";
import { bookingEvent } from "./booking-event.ts";
import { itemsOf, movedItems, priceLinesOf } from "./contents.ts";
import { expectUnexpired } from "./hold.ts";
import { MOVABLE_STATUSES } from "./moves.ts";
import { openBookingToChange } from "./open-booking.ts";
import { expectOwnCalendar } from "./own-calendar/own-calendar.ts";
import { placeVisit, takeTime } from "./place-visit.ts";
import type { Attempt, Placed } from "./place-visit.ts";
import { actsForSalon, expectOverride, mayMoveBooking } from "./policy.ts";
import { clientCalendarOf, releaseAllocations } from "./time-taken/queries.ts";
import { replaceContents, saveBooking } from "./queries.ts";
import { deadlines, presentBooking } from "./record.ts";
import type { BookingRecord, BookingRow, ItemRow } from "./record.ts";
import { setAsideFor } from "./set-aside.ts";
import { offeringNearSlots } from "./visit-refused.ts";

/** Gives a booking another time; it keeps its id and snapshots, unless other items are asked for. Throws `too_late_to_move`. */
export async function rescheduleBooking(ctx: Ctx, input: RescheduleBooking): Promise<Booking> {
  return offeringNearSlots(ctx, () =>
    ctx.transact(async (tx) => {
      const { record, party } = await openBookingToChange(ctx, tx, input, mayMoveBooking);
      const asSalon = actsForSalon(party);
      expectMovable(record, asSalon);
      expectOverride(ctx, party, input.override);
      if (party === "stylist") await expectOwnCalendar(ctx, tx, record.booking.businessId, input.items ?? []);
      return giveTime(ctx, tx, record, {
        startIn: (timeZone) => resolveStart(input, timeZone),
        newItems: input.items ?? null,
        booked: record,
        keepsStaff: party === "stylist",
        asSalon,
        override: input.override,
        setAside: setAsideFor(asSalon, input.override),
      });
    }),
  );
}

export type NewTime = {
  readonly startIn: (timeZone: string) => Instant;
  readonly asSalon: boolean;
  readonly override: readonly Refusal[];
  readonly setAside: ReadonlySet<Refusal>;
  /** Taken at today's prices in the place of the booking's own. */
  readonly newItems: readonly ItemRequest[] | null;
  /** The booking's own items, perhaps with other people, minutes or prices, and its note. */
  readonly booked: Pick<BookingRecord, "items" | "lines"> & { readonly booking: Pick<BookingRow, "note"> };
  /** Whether nobody else may be chosen for the booking's own items. */
  readonly keepsStaff: boolean;
};

/** Swaps the time that a booking takes, in one transaction: first what it had goes, then what it gets is taken. */
export async function giveTime(ctx: Ctx, tx: Tx, record: BookingRecord, to: NewTime): Promise<Booking> {
  const { booking } = record;
  const found = await findItsSalon(ctx, tx, booking.salonId);
  const attempt = attemptToMove(record, to, {
    found,
    start: to.startIn(found.salon.timeZone),
    clientCalendarId: await clientCalendarOf(tx, booking),
  });
  const placed = await placeVisit(ctx, tx, attempt);
  const { values, items, lines } = movedContents(record, to, placed, found.salon);
  const saved = await saveBooking(tx, booking, values);
  await releaseAllocations(tx, booking);
  await replaceContents(tx, [saved], items, lines);
  await takeTime(tx, [{ attempt, placed, booking }]);
  const after = { ...record, booking: saved, items, lines };
  await emit(ctx, tx, bookingEvent(typeOfMove(record, after, to), placed.now, after, record));
  return presentBooking(after);
}

/** What is asked of the calendars. */
export function attemptToMove(
  { booking }: BookingRecord,
  { newItems, booked, keepsStaff, asSalon, setAside }: Omit<NewTime, "startIn">,
  where: Pick<Attempt, "found" | "start" | "clientCalendarId">,
): Attempt {
  return {
    ...where,
    wish: {
      items: newItems ?? booked.items.map((item) => wishOf(item, keepsStaff)),
      mode: booking.mode,
      maxWaitMinutes: booking.maxWaitMinutes,
    },
    booked: newItems ? null : booked.items,
    lines: booked.lines,
    except: booking.id,
    asSalon,
    setAside,
  };
}

/** What is written of a booking whose new time has been found. */
export function movedContents(
  { booking }: BookingRecord,
  { newItems, booked, keepsStaff, override }: Omit<NewTime, "startIn">,
  placed: Placed,
  { timeZone }: Pick<SalonRow, "timeZone">,
) {
  const { visit, rules } = placed;
  const items = newItems
    ? itemsOf(placed, newItems, { ...booking, timeZone })
    : movedItems(placed, booked.items, { timeZone, keepsStaff });
  const lines = newItems ? priceLinesOf(rules, items, newItems) : booked.lines;
  const values = {
    startsAt: new Date(visit.start),
    endsAt: new Date(visit.end),
    localStart: renderLocal(visit.start, timeZone),
    timeZone,
    note: booked.booking.note,
    overrides: [...new Set([...booking.overrides, ...override])],
    needsAttention: false,
  };
  return { values, items, lines };
}

export function typeOfMove(
  { booking: before }: BookingRecord,
  { booking: after }: Pick<BookingRecord, "booking">,
  { newItems }: Pick<NewTime, "newItems">,
): "booking.rescheduled" | "booking.updated" {
  const isMoved = after.startsAt.getTime() !== before.startsAt.getTime() || newItems !== null;
  return isMoved ? "booking.rescheduled" : "booking.updated";
}

/** Whoever was asked for by name stays; whom the salon chose, it may choose again. */
function wishOf({ id, staffId, reason }: ItemRow, keepsStaff: boolean): ItemRequest {
  return {
    variantId: id,
    staffId: keepsStaff || reason === "requested" ? staffId : null,
    excludedStaffIds: [],
    addOnIds: [],
  };
}

function expectMovable(record: BookingRecord, asSalon: boolean): void {
  expectUnexpired(record);
  const { status } = record.booking;
  if (!MOVABLE_STATUSES.includes(status))
    throw new DomainError("invalid_transition", `A booking that is ${status} cannot be moved.`);
  if (!asSalon && isTooLateToMove(record)) throw new DomainError("too_late_to_move", TOO_LATE_TO_MOVE);
}

export const TOO_LATE_TO_MOVE = "The time for moving has passed; ask the salon.";

/** For customers. A request that the salon has not answered yet can always be moved. */
export function isTooLateToMove({
  booking,
  policy,
  now,
}: Pick<BookingRecord, "booking" | "policy" | "now">): boolean {
  return booking.status === "confirmed" && now > deadlines(booking.startsAt, policy).moveUntil;
}
