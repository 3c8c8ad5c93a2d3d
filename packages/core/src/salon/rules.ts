import type { CreateSalon, Salon, UpdateSalon } from "@salon/contracts";
import { given } from "../changes.ts";
import type { SalonRow } from "./queries.ts";

/** A slug from a name: `Café Müller` becomes `cafe-muller`. */
export function slugify(name: string): string {
  const ascii = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const slug = ascii
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 50)
    .replace(/-+$/, "");
  return slug.length >= 3 ? slug : `salon-${slug}`.replace(/-$/, "");
}

/** The slug itself, or with the lowest number that makes it new. */
export function freeSlug(base: string, taken: ReadonlySet<string>): string {
  let slug = base;
  for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`;
  return slug;
}

/** The columns of what a caller gave; what was left out is not in them. */
export function columnsOf(
  input: Omit<CreateSalon, "sandbox" | "businessId"> | UpdateSalon,
): Partial<SalonRow> {
  const { name, slug, about, timeZone, currency, locale, address, location, contact } = input;
  return given<SalonRow>({
    name,
    slug,
    about,
    timeZone,
    currency,
    locale,
    ...(address && {
      addressLine1: address.line1,
      addressLine2: address.line2 ?? null,
      city: address.city,
      postalCode: address.postalCode,
      region: address.region ?? null,
      country: address.country,
    }),
    ...(location !== undefined && {
      latitude: location?.latitude ?? null,
      longitude: location?.longitude ?? null,
    }),
    ...contact,
  });
}

const FACE = [
  "slug",
  "name",
  "about",
  "timeZone",
  "currency",
  "locale",
  "address",
  "location",
  "contact",
  "categories",
] as const satisfies readonly (keyof Salon)[];

/** How a salon's public face changes. Its contact is somebody's: it is named and not told. */
export function changeOfFace(before: Salon, after: Salon) {
  const changed = FACE.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const told = changed.filter((field) => field !== "contact");
  const from = (salon: Salon) => Object.fromEntries(told.map((field) => [field, salon[field]]));
  return { changed, before: from(before), after: from(after) };
}
