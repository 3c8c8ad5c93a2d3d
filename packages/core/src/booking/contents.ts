import type { ItemRequest } from "@salon/contracts";
import { localDateOf } from "@salon/scheduling";
import type { PlacedItem } from "@salon/scheduling";
import { addOnsOf, servicePriceMinor } from "../availability/index.ts";
import type { Rules } from "../availability/index.ts";
import { newId } from "../ids.ts";
import type { Placed } from "./place-visit.ts";
import type { BookingRow, ItemRow, PriceLineRow } from "./record.ts";

type Owner = Pick<BookingRow, "businessId" | "id" | "timeZone">;

/** The items of a new visit, with snapshots of what the salon says today. */
export function itemsOf({ visit, rules }: Placed, wished: readonly ItemRequest[], booking: Owner): ItemRow[] {
  return visit.items.map((placed, position) => {
    const variant = rules.variants.find(({ id }) => id === placed.variantId);
    const person = rules.staff.find(({ id }) => id === placed.staffId);
    const wish = wished[position];
    if (!variant || !person || !wish) throw new Error("The engine placed what it was not given");
    return {
      businessId: booking.businessId,
      id: newId(),
      bookingId: booking.id,
      position,
      variantId: variant.id,
      serviceName: variant.serviceName,
      variantName: variant.name,
      shape: {
        bufferBeforeMinutes: variant.bufferBeforeMinutes,
        bufferAfterMinutes: variant.bufferAfterMinutes,
        resources: needsOf(rules, variant.id, null),
        segments: placed.segments.map((segment, index) => ({
          ...segment,
          resources: needsOf(rules, variant.id, index),
        })),
      },
      addOns: addOnsOf(wish, position, rules).map(({ id, name, minutes }) => ({ id, name, minutes })),
      ...placeOf(placed, person.name, booking.timeZone),
    };
  });
}

/** Items that keep their shape and are at another time, with other people perhaps. */
export function movedItems(
  { visit, rules }: Placed,
  booked: readonly ItemRow[],
  { timeZone, keepsStaff }: { readonly timeZone: string; readonly keepsStaff: boolean },
): ItemRow[] {
  return booked.map((item, index) => {
    const placed = visit.items[index];
    if (!placed) throw new Error("The engine placed fewer items than it was given");
    const name = rules.staff.find(({ id }) => id === placed.staffId)?.name ?? item.staffName;
    const moved = { ...item, ...placeOf(placed, name, timeZone) };
    return keepsStaff ? { ...moved, reason: item.reason } : moved;
  });
}

/** What the items cost today: each service with its add-ons; on request is zero until somebody says. */
export function priceLinesOf(
  rules: Rules,
  items: readonly ItemRow[],
  wished: readonly ItemRequest[],
): PriceLineRow[] {
  const lines = items.flatMap((item, index) => {
    const wish = wished[index];
    const own = { businessId: item.businessId, bookingId: item.bookingId, itemId: item.id };
    const addOns = wish ? addOnsOf(wish, index, rules) : [];
    return [
      {
        ...own,
        kind: "service" as const,
        label: `${item.serviceName} – ${item.variantName}`,
        amountMinor: servicePriceMinor(rules, item.variantId, item.staffId) ?? 0,
      },
      ...addOns.map(({ name, priceMinor }) => ({
        ...own,
        kind: "add_on" as const,
        label: name,
        amountMinor: priceMinor,
      })),
    ];
  });
  return lines.map((line, position) => ({ ...line, id: newId(), position }));
}

function placeOf(placed: PlacedItem, staffName: string, timeZone: string) {
  return {
    staffId: placed.staffId,
    staffName,
    startsAt: new Date(placed.start),
    endsAt: new Date(placed.end),
    localDate: localDateOf(placed.start, timeZone),
    resourceIds: [...placed.resourceIds],
    reason: placed.reason,
  };
}

function needsOf(rules: Rules, variantId: string, segment: number | null) {
  const variant = rules.variants.find(({ id }) => id === variantId);
  return (variant?.needs ?? [])
    .filter((need) => need.segment === segment)
    .map(({ resourceTypeId, quantity }) => ({ resourceTypeId, quantity }));
}
