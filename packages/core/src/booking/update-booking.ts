import { LIVE_STATUSES } from "@salon/contracts";
import type { Booking, UpdateBooking } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Refusal } from "@salon/scheduling";
import type { Ctx } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { emit } from "../event/index.ts";
import { newId } from "../ids.ts";
import { bookingEvent } from "./booking-event.ts";
import { expectUnexpired } from "./hold.ts";
import { openBookingToChange } from "./open-booking.ts";
import { expectOwnCalendar } from "./own-calendar/own-calendar.ts";
import { actsForSalon, expectMay, expectOverride, mayAttend, mayCorrect, mayMoveBooking } from "./policy.ts";
import type { MayDo, Party } from "./policy.ts";
import { replacePriceLines, saveBooking } from "./queries.ts";
import { presentBooking, totalOf } from "./record.ts";
import type { BookingRecord, ItemRow, PriceLineRow } from "./record.ts";
import { giveTime } from "./reschedule-booking.ts";
import { setAsideFor } from "./set-aside.ts";
import { offeringNearSlots } from "./visit-refused.ts";

/** Set aside where the start stays what it is: also in a salon that takes no new bookings. */
const STANDS: readonly Refusal[] = ["salon_not_bookable", "too_soon", "beyond_horizon"];

/** Changes a booking where it stands: its note; by the salon also who, how long, and what it costs. */
export async function updateBooking(ctx: Ctx, input: UpdateBooking): Promise<Booking> {
  return offeringNearSlots(ctx, () =>
    ctx.transact(async (tx) => {
      const { record, party } = await openBookingToChange(ctx, tx, input, mayUpdate(input));
      await expectAllowed(ctx, tx, record, party, input);
      const wanted = changedRecord(record, input);
      if (isSame(wanted.items, record.items)) return saveInPlace(ctx, tx, record, wanted);
      expectChangeable(record);
      return giveTime(ctx, tx, record, {
        startIn: () => record.booking.startsAt.getTime(),
        newItems: null,
        booked: wanted,
        keepsStaff: true,
        asSalon: actsForSalon(party),
        override: input.override,
        setAside: setAsideFor(actsForSalon(party), [...STANDS, ...input.override]),
      });
    }),
  );
}

/** A correction of prices alone needs no other right. */
function mayUpdate({ prices, discount }: UpdateBooking): MayDo {
  return prices || discount ? mayCorrect : mayMoveBooking;
}

async function expectAllowed(
  ctx: Ctx,
  tx: Tx,
  { booking }: BookingRecord,
  party: Party,
  { note, items, prices, discount, override }: UpdateBooking,
): Promise<void> {
  if (note !== undefined) expectMay(ctx, party, mayMoveBooking);
  if (items) expectMay(ctx, party, mayAttend);
  if (prices || discount) expectMay(ctx, party, mayCorrect);
  expectOverride(ctx, party, override);
  if (party === "stylist")
    await expectOwnCalendar(ctx, tx, booking.businessId, items?.filter(({ staffId }) => staffId) ?? []);
}

function changedRecord(record: BookingRecord, input: UpdateBooking): BookingRecord {
  const { booking } = record;
  return {
    ...record,
    booking: { ...booking, note: input.note === undefined ? booking.note : input.note },
    items: changedItems(record.items, input),
    lines: pricedLines(record, input),
  };
}

function expectChangeable(record: BookingRecord): void {
  const { status } = record.booking;
  expectUnexpired(record);
  if (!LIVE_STATUSES.some((live) => live === status))
    throw new DomainError(
      "invalid_transition",
      `The items of a booking that is ${status} do not change any more.`,
    );
}

async function saveInPlace(ctx: Ctx, tx: Tx, before: BookingRecord, after: BookingRecord): Promise<Booking> {
  const isPriced = !isSame(before.lines, after.lines);
  if (!isPriced && before.booking.note === after.booking.note) return presentBooking(before);
  const saved = await saveBooking(tx, before.booking, { note: after.booking.note });
  if (isPriced) await replacePriceLines(tx, before.booking, after.lines);
  const changed = { ...after, booking: saved };
  await emit(ctx, tx, bookingEvent("booking.updated", before.now, changed, before));
  return presentBooking(changed);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The items with the people and minutes that were asked for; all others stay as they are. */
function changedItems(items: readonly ItemRow[], { items: changes = [] }: UpdateBooking): ItemRow[] {
  for (const [index, { itemId }] of changes.entries()) expectItem(items, itemId, `/items/${index}/itemId`);
  return items.map((item) => {
    const change = changes.find(({ itemId }) => itemId === item.id);
    const staffId = change?.staffId ?? item.staffId;
    return {
      ...item,
      staffId,
      reason: staffId === item.staffId ? item.reason : "requested",
      shape: { ...item.shape, segments: resized(item, change?.segmentMinutes, changes) },
    };
  });
}

function resized(
  { id, shape }: ItemRow,
  minutes: readonly number[] | undefined,
  changes: readonly { itemId: string }[],
): ItemRow["shape"]["segments"] {
  if (!minutes) return shape.segments;
  if (minutes.length !== shape.segments.length) {
    const index = changes.findIndex(({ itemId }) => itemId === id);
    throw invalidInput(
      `/items/${index}/segmentMinutes`,
      "wrong_count",
      `This item has ${shape.segments.length} segments.`,
    );
  }
  return shape.segments.map((segment, index) => ({ ...segment, minutes: minutes[index] ?? segment.minutes }));
}

function pricedLines(
  record: BookingRecord,
  { prices = [], discount }: UpdateBooking,
): readonly PriceLineRow[] {
  for (const [index, { itemId }] of prices.entries())
    expectItem(record.items, itemId, `/prices/${index}/itemId`);
  const priced = record.lines.map((line) => {
    const price = prices.find(({ itemId }) => itemId === line.itemId);
    return price && line.kind === "service" ? { ...line, amountMinor: price.amountMinor } : line;
  });
  const lines = discount ? discountedLines(record.booking, priced, discount) : priced;
  if (totalOf(record.booking, lines).amountMinor >= 0) return lines;
  const pointer = discount ? "/discount/amountMinor" : "/prices";
  throw invalidInput(pointer, "below_zero", "A discount is not more than the booking costs.");
}

/** One discount takes the place of another; zero removes it. */
function discountedLines(
  { businessId, id }: BookingRecord["booking"],
  lines: readonly PriceLineRow[],
  { amountMinor, label }: NonNullable<UpdateBooking["discount"]>,
): readonly PriceLineRow[] {
  const isGiven = lines.some(
    (line) => line.kind === "discount" && line.label === label && line.amountMinor === -amountMinor,
  );
  if (isGiven) return lines;
  const kept = lines.filter(({ kind }) => kind !== "discount");
  if (amountMinor === 0) return kept;
  const own = { businessId, id: newId(), bookingId: id, itemId: null, position: kept.length };
  return [...kept, { ...own, kind: "discount", label, amountMinor: -amountMinor }];
}

function expectItem(items: readonly ItemRow[], itemId: string, pointer: string): void {
  if (!items.some(({ id }) => id === itemId))
    throw invalidInput(pointer, "unknown_item", "The booking has no such item.");
}
