import type { Service, Variant } from "@salon/contracts";
import type { SalonRow } from "../../salon/index.ts";
import type { FoundService, VariantRow } from "./queries.ts";

export function presentService(
  { service, variants, addOnIds }: FoundService,
  { currency }: SalonRow,
): Service {
  return {
    id: service.id,
    name: service.name,
    description: service.description,
    categoryId: service.categoryId,
    onlineBookable: service.onlineBookable,
    variants: variants.map((variant) => presentVariant(variant, currency)),
    addOnIds,
    version: service.version,
    createdAt: service.createdAt,
    updatedAt: service.updatedAt,
  };
}

function presentVariant({ priceMinor, segments, needs, ...variant }: VariantRow, currency: string): Variant {
  const needsOf = (segment: number | null) =>
    needs
      .filter((need) => need.segment === segment)
      .map(({ resourceTypeId, quantity }) => ({ resourceTypeId, quantity }));
  return {
    ...variant,
    price: { amountMinor: priceMinor, currency },
    durationMinutes: segments.reduce((sum, { minutes }) => sum + minutes, 0),
    resources: needsOf(null),
    segments: segments.map((segment, position) => ({ ...segment, resources: needsOf(position) })),
  };
}
