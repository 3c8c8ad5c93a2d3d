import type { ItemRequest, Money, Slot } from "@salon/contracts";
import { renderLocal } from "@salon/scheduling";
import type { Visit } from "@salon/scheduling";
import type { SalonRow } from "../salon/index.ts";
import { itemPriceMinor } from "./prices.ts";
import type { Rules } from "./queries.ts";

export function presentSlot(
  visit: Visit,
  { timeZone, currency }: SalonRow,
  rules: Rules,
  items: readonly ItemRequest[],
): Slot {
  const money = (amountMinor: number | null): Money | null =>
    amountMinor === null ? null : { amountMinor, currency };
  const priceOf = (index: number, staffId: string) => {
    const item = items[index];
    return item ? itemPriceMinor(rules, item, index, staffId) : null;
  };
  const prices = visit.items.map(({ staffId }, index) => priceOf(index, staffId));
  return {
    startsAt: new Date(visit.start),
    endsAt: new Date(visit.end),
    localStart: renderLocal(visit.start, timeZone),
    date: visit.date,
    price: money(
      prices.reduce((total, price) => (total === null || price === null ? null : total + price), 0),
    ),
    items: visit.items.map((item, index) => ({
      variantId: item.variantId,
      staffId: item.staffId,
      startsAt: new Date(item.start),
      endsAt: new Date(item.end),
      price: money(prices[index] ?? null),
      reason: item.reason,
      alternatives: item.alternatives.map(({ staffId, end }) => ({
        staffId,
        endsAt: new Date(end),
        price: money(priceOf(index, staffId)),
      })),
    })),
  };
}
