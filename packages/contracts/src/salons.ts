import { z } from "zod";
import { Image } from "./files.ts";
import { Id, IdOrSlug, ifVersion, Slug, Version } from "./ids.ts";
import { ROLES } from "./members.ts";
import { Currency } from "./money.ts";
import { pageOf, pageQuery } from "./page.ts";
import { Rating } from "./ratings.ts";
import { AffectedBooking } from "./affected-bookings.ts";
import { Email, line, Locale, Phone, prose, WebUrl } from "./text.ts";
import { Instant, PlannedDate, PlannedInstant, timestamps, TimeZone } from "./time.ts";

/** `pending` waits for an admin; only `published` salons are found and seen by everybody. */
export const SALON_STATUSES = ["draft", "pending", "published", "suspended"] as const;

const Address = z.strictObject({
  line1: line(120),
  line2: line(120).nullish(),
  city: line(80),
  postalCode: line(20),
  region: line(80).nullish(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "An ISO 3166-1 alpha-2 code.")
    .meta({ example: "DE" }),
});

const Location = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

const Contact = z.strictObject({ email: Email.nullish(), phone: Phone.nullish(), website: WebUrl.nullish() });

const profile = {
  name: line(120),
  slug: Slug.optional(),
  about: prose(4000).nullish(),
  timeZone: TimeZone,
  currency: Currency,
  locale: Locale.optional(),
  address: Address,
  location: Location.nullish(),
  contact: Contact.optional(),
  categories: z.array(Slug).max(10).optional(),
};

export const CreateSalon = z
  .strictObject({
    ...profile,
    /** Of a business that the caller owns already; a new one without. */
    businessId: Id.optional(),
    sandbox: z.boolean().default(false),
  })
  .meta({ id: "CreateSalon" });
export type CreateSalon = z.infer<typeof CreateSalon>;

/** With `dryRun` nothing changes: the answer lists the bookings that a change of zone concerns. */
export const UpdateSalon = z
  .strictObject({
    salonId: Id,
    ...ifVersion,
    ...z.strictObject(profile).partial().shape,
    dryRun: z.boolean().default(false),
  })
  .meta({ id: "UpdateSalon" });
export type UpdateSalon = z.infer<typeof UpdateSalon>;

export const SalonRef = z.strictObject({ salonId: Id });
export type SalonRef = z.infer<typeof SalonRef>;

/** Names a salon by its id or its slug. */
export const FindSalon = z.strictObject({ salonId: IdOrSlug });
export type FindSalon = z.infer<typeof FindSalon>;

export const VersionedSalonRef = z.strictObject({ salonId: Id, ...ifVersion });
export type VersionedSalonRef = z.infer<typeof VersionedSalonRef>;

export const SetTestClock = z.strictObject({ salonId: Id, now: PlannedInstant.nullable() });
export type SetTestClock = z.infer<typeof SetTestClock>;
export const TestClock = z.object({ now: Instant.nullable() });

export const Salon = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    about: z.string().nullable(),
    status: z.enum(SALON_STATUSES),
    sandbox: z.boolean(),
    timeZone: z.string(),
    currency: z.string(),
    locale: z.string(),
    address: z.object({
      line1: z.string(),
      line2: z.string().nullable(),
      city: z.string(),
      postalCode: z.string(),
      region: z.string().nullable(),
      country: z.string(),
    }),
    location: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
    contact: z.object({
      email: z.string().nullable(),
      phone: z.string().nullable(),
      website: z.string().nullable(),
    }),
    categories: z.array(z.string()),
    rating: Rating,
    version: Version,
    ...timestamps,
  })
  .meta({ id: "Salon" });
export type Salon = z.infer<typeof Salon>;

/** A salon with what its page shows. */
export const ShownSalon = Salon.extend({ photos: z.array(Image) }).meta({ id: "ShownSalon" });
export type ShownSalon = z.infer<typeof ShownSalon>;

/** What a salon's own people see beside its public face. */
export const OwnSalon = Salon.extend({ businessId: Id, role: z.enum(ROLES).nullable() }).meta({
  id: "OwnSalon",
});
export type OwnSalon = z.infer<typeof OwnSalon>;

export const SalonChange = OwnSalon.extend({ affectedBookings: z.array(AffectedBooking) }).meta({
  id: "SalonChange",
});
export type SalonChange = z.infer<typeof SalonChange>;

const Near = z
  .string()
  .regex(/^-?\d{1,2}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?$/, "latitude,longitude in degrees.")
  .refine((near) => inDegrees(near), "Latitude within ±90, longitude within ±180.")
  .meta({ example: "52.52,13.405" });

export const SALON_SORTS = ["relevance", "distance", "rating", "name", "newest"] as const;

export const SearchSalons = z.strictObject({
  query: line(200).optional(),
  near: Near.optional(),
  radiusKm: z.number().positive().max(500).default(25),
  category: Slug.optional(),
  /** In minor units of `currency`: at least one service costs no more. */
  priceMax: z.int().min(0).optional(),
  currency: Currency.optional(),
  ratingMin: z.number().min(1).max(5).optional(),
  openAt: PlannedInstant.optional(),
  availableOn: PlannedDate.optional(),
  sort: z.enum(SALON_SORTS).optional(),
  ...pageQuery,
});
export type SearchSalons = z.infer<typeof SearchSalons>;

export const SalonHit = Salon.extend({
  distanceKm: z.number().nullable(),
  priceFromMinor: z.int().nullable(),
}).meta({ id: "SalonHit" });
export type SalonHit = z.infer<typeof SalonHit>;
export const SalonPage = pageOf(SalonHit).meta({ id: "SalonPage" });

/** Latitude and longitude of a `near` parameter. */
export function parseNear(near: string): { latitude: number; longitude: number } {
  const [latitude = 0, longitude = 0] = near.split(",").map(Number);
  return { latitude, longitude };
}

function inDegrees(near: string): boolean {
  const { latitude, longitude } = parseNear(near);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}
