import type { AddOn } from "@salon/contracts";
import type { SalonRow } from "../../salon/index.ts";
import type { FoundAddOn } from "./queries.ts";

export function presentAddOn({ addOn, serviceIds }: FoundAddOn, { currency }: SalonRow): AddOn {
  const { id, name, minutes, priceMinor, version, createdAt, updatedAt } = addOn;
  return {
    id,
    name,
    minutes,
    price: { amountMinor: priceMinor, currency },
    serviceIds,
    version,
    createdAt,
    updatedAt,
  };
}
