import type { BookingPolicy, OwnSalon, Rating, Salon } from "@salon/contracts";
import type { FoundSalon, PolicyRow, SalonRow } from "./queries.ts";

export function presentSalon({ salon, categories }: Pick<FoundSalon, "salon" | "categories">): Salon {
  return {
    id: salon.id,
    slug: salon.slug,
    name: salon.name,
    about: salon.about,
    status: salon.status,
    sandbox: salon.sandbox,
    timeZone: salon.timeZone,
    currency: salon.currency,
    locale: salon.locale,
    address: {
      line1: salon.addressLine1,
      line2: salon.addressLine2,
      city: salon.city,
      postalCode: salon.postalCode,
      region: salon.region,
      country: salon.country,
    },
    location: locationOf(salon),
    contact: { email: salon.email, phone: salon.phone, website: salon.website },
    categories,
    rating: presentRating(salon),
    version: salon.version,
    createdAt: salon.createdAt,
    updatedAt: salon.updatedAt,
  };
}

export function presentOwnSalon(found: FoundSalon): OwnSalon {
  return { ...presentSalon(found), businessId: found.businessPublicId, role: found.standing.role };
}

/** Of a salon, or of somebody who works there. */
export function presentRating({
  ratingSum,
  ratingCount,
}: Pick<SalonRow, "ratingSum" | "ratingCount">): Rating {
  const average = ratingCount === 0 ? null : Math.round((ratingSum / ratingCount) * 100) / 100;
  return { average, count: ratingCount };
}

export function presentPolicy({
  businessId: _,
  salonId: __,
  createdAt,
  ...policy
}: PolicyRow): BookingPolicy {
  return { ...policy, updatedAt: createdAt };
}

function locationOf({ latitude, longitude }: SalonRow): Salon["location"] {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}
