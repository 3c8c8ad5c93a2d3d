import type { Offer } from "@salon/contracts";
import { DomainError, invalidInput } from "../errors.ts";
import type { OfferRow } from "./queries.ts";

/**
 * The offers as rows. Throws `variant_not_bookable` for a variant that is not on the salon's menu, `invalid_input` for
 * own minutes that are not one for each segment.
 */
export function offerRows(offers: readonly Offer[], segmentsOf: ReadonlyMap<string, number>): OfferRow[] {
  return offers.map(({ variantId, price, segmentMinutes }, index) => {
    const segments = segmentsOf.get(variantId);
    if (segments === undefined)
      throw new DomainError("variant_not_bookable", "This salon has no such variant.");
    if (segmentMinutes && segmentMinutes.length !== segments) {
      const pointer = `/services/${index}/segmentMinutes`;
      throw invalidInput(pointer, "one_per_segment", `The variant has ${segments} segments.`);
    }
    return { variantId, priceMinor: price?.amountMinor ?? null, segmentMinutes: segmentMinutes ?? null };
  });
}

/** Offers in the order in which others stand that are of the same variants; new ones come last. */
export function inOrderOf(known: readonly OfferRow[], offers: readonly OfferRow[]): OfferRow[] {
  const places = new Map(known.map(({ variantId }, place) => [variantId, place]));
  const placeOf = ({ variantId }: OfferRow) => places.get(variantId) ?? known.length;
  return offers.toSorted((one, other) => placeOf(one) - placeOf(other));
}
