import type { Staff } from "@salon/contracts";
import { isInsider } from "../access/index.ts";
import { presentRating } from "../salon/index.ts";
import { presentImage } from "../file/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import type { FoundStaff } from "./queries.ts";

/** A public profile; the account behind it is shown to the salon's own people. */
export function presentStaff({ person, offers, photo }: FoundStaff, { salon, standing }: FoundSalon): Staff {
  return {
    id: person.id,
    name: person.name,
    title: person.title,
    bio: person.bio,
    photo: photo && presentImage(photo),
    position: person.position,
    bookable: person.bookable,
    rating: presentRating(person),
    ...(isInsider(standing) && { userId: person.userId }),
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
