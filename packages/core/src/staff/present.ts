import type { Staff } from "@salon/contracts";
import type { FoundSalon } from "../salon/index.ts";
import type { FoundStaff } from "./queries.ts";

/** A public profile; the account behind it is shown to the salon's own people. */
export function presentStaff({ person, offers }: FoundStaff, { salon, role }: FoundSalon): Staff {
  return {
    id: person.id,
    name: person.name,
    title: person.title,
    bio: person.bio,
    position: person.position,
    bookable: person.bookable,
    ...(role !== null && { userId: person.userId }),
    services: offers.map(({ variantId, priceMinor, segmentMinutes }) => ({
      variantId,
      price: priceMinor === null ? null : { amountMinor: priceMinor, currency: salon.currency },
      segmentMinutes,
    })),
    version: person.version,
    createdAt: person.createdAt,
    updatedAt: person.updatedAt,
  };
}
