import type { ItemRequest } from "@salon/contracts";
import type { Rules } from "./queries.ts";
import { addOnsOf } from "./visit-request.ts";

/** What the service itself costs with this person: their own price, or the variant's; null: on request. */
export function servicePriceMinor(rules: Rules, variantId: string, staffId: string): number | null {
  const own = rules.staff
    .find(({ id }) => id === staffId)
    ?.offers.find((offer) => offer.variantId === variantId)?.priceMinor;
  if (own !== null && own !== undefined) return own;
  const variant = rules.variants.find(({ id }) => id === variantId);
  return variant?.priceType === "free" ? 0 : (variant?.priceMinor ?? null);
}

/** The service with its add-ons. */
export function itemPriceMinor(
  rules: Rules,
  item: ItemRequest,
  index: number,
  staffId: string,
): number | null {
  const service = servicePriceMinor(rules, item.variantId, staffId);
  if (service === null) return null;
  return addOnsOf(item, index, rules).reduce((total, { priceMinor }) => total + priceMinor, service);
}
