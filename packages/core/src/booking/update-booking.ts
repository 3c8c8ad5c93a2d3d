import type { Booking, UpdateBooking } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { emit } from "../event/index.ts";
import { allow } from "../access/index.ts";
import { newId } from "../ids.ts";
import { bookingEvent } from "./booking-event.ts";
import { LIVE_STATUSES } from "./moves.ts";
import { openBookingToChange } from "./open-booking.ts";
import { actsForSalon, expectOverride, mayAttend, mayChangePrices, mayReadBooking } from "./policy.ts";
import type { Party } from "./policy.ts";
import { replacePriceLines, saveBooking } from "./queries.ts";
import { presentBooking } from "./record.ts";
import type { BookingRecord, ItemRow, PriceLineRow } from "./record.ts";
import { giveTime } from "./reschedule-booking.ts";
import { offeringNearSlots } from "./visit-refused.ts";

/** Changes a booking where it stands: its note; by the salon also who, how long, and what it costs. */
export async function updateBooking(ctx: Ctx, input: UpdateBooking): Promise<Booking> {
  return offeringNearSlots(ctx, () =>
    ctx.transact(async (tx) => {
      const { record, party } = await openBookingToChange(ctx, tx, input, mayReadBooking);
      expectAllowed(ctx, party, input);
      const priced = { ...record, lines: pricedLines(record, input) };
      const noted = {
        ...priced,
        booking: { ...record.booking, note: input.note === undefined ? record.booking.note : input.note },
      };
      if (!input.items) return saveInPlace(ctx, tx, record, noted);
      if (!LIVE_STATUSES.some((status) => status === record.booking.status)) {
        throw new DomainError(
          "invalid_transition",
          `The items of a booking that is ${record.booking.status} do not change any more.`,
        );
      }
      await saveLines(tx, record, noted);
      return giveTime(ctx, tx, noted, {
        startIn: () => record.booking.startsAt.getTime(),
        newItems: null,
        booked: changedItems(record.items, input),
        asSalon: actsForSalon(party),
        override: input.override,
      });
    }),
  );
}

function expectAllowed(ctx: Ctx, party: Party, { items, prices, discount, override }: UpdateBooking): void {
  if (items) allow(mayAttend(party), ctx, "booking");
  if (prices || discount) allow(mayChangePrices(party), ctx, "booking");
  expectOverride(party, override);
}

async function saveInPlace(ctx: Ctx, tx: Tx, before: BookingRecord, after: BookingRecord): Promise<Booking> {
  const saved = await saveBooking(tx, before.booking, { note: after.booking.note });
  await saveLines(tx, before, after);
  await emit(ctx, tx, bookingEvent("booking.updated", before.now, saved, after.items, before.booking));
  return presentBooking({ ...after, booking: saved });
}

async function saveLines(tx: Tx, before: BookingRecord, after: BookingRecord): Promise<void> {
  if (before.lines !== after.lines) await replacePriceLines(tx, before.booking, after.lines);
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
      reason: "requested",
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
  { booking, items, lines }: BookingRecord,
  { prices, discount }: UpdateBooking,
): readonly PriceLineRow[] {
  if (!prices && !discount) return lines;
  for (const [index, { itemId }] of (prices ?? []).entries())
    expectItem(items, itemId, `/prices/${index}/itemId`);
  const priced = lines.map((line) => {
    const price = prices?.find(({ itemId }) => itemId === line.itemId);
    return price && line.kind === "service" ? { ...line, amountMinor: price.amountMinor } : line;
  });
  if (!discount) return priced;
  const kept = priced.filter(({ kind }) => kind !== "discount");
  const due = kept.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (discount.amountMinor > due)
    throw invalidInput(
      "/discount/amountMinor",
      "too_large",
      "A discount is not more than the booking costs.",
    );
  if (discount.amountMinor === 0) return kept;
  const line: PriceLineRow = {
    businessId: booking.businessId,
    id: newId(),
    bookingId: booking.id,
    itemId: null,
    position: kept.length,
    kind: "discount",
    label: discount.label,
    amountMinor: -discount.amountMinor,
  };
  return [...kept, line];
}

function expectItem(items: readonly ItemRow[], itemId: string, pointer: string): void {
  if (!items.some(({ id }) => id === itemId))
    throw invalidInput(pointer, "unknown_item", "The booking has no such item.");
}
