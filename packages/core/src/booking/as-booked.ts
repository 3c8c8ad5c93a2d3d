import type { Rules, VariantRow } from "../availability/index.ts";
import type { ItemRow } from "./record.ts";

/** Rules under which a booking's items keep the shape in which they were booked, each a variant under its own id. */
export function asBooked(rules: Rules, items: readonly ItemRow[]): Rules {
  return {
    ...rules,
    variants: items.map(variantOf),
    staff: rules.staff.map((person) => ({
      ...person,
      offers: items
        .filter(
          ({ variantId, staffId }) =>
            staffId === person.id || person.offers.some((offer) => offer.variantId === variantId),
        )
        .map(({ id }) => ({ variantId: id, priceMinor: null, segmentMinutes: null })),
    })),
    addOns: [],
  };
}

function variantOf({ id, variantName, serviceName, shape }: ItemRow): VariantRow {
  const throughout = shape.resources.map((need) => ({ ...need, segment: null }));
  const ofSegments = shape.segments.flatMap(({ resources }, segment) =>
    resources.map((need) => ({ ...need, segment })),
  );
  return {
    id,
    name: variantName,
    serviceId: id,
    serviceName,
    priceType: "fixed",
    priceMinor: 0,
    bufferBeforeMinutes: shape.bufferBeforeMinutes,
    bufferAfterMinutes: shape.bufferAfterMinutes,
    archived: false,
    onlineBookable: true,
    segments: shape.segments.map(({ kind, minutes }) => ({ kind, minutes })),
    needs: [...throughout, ...ofSegments],
  };
}
