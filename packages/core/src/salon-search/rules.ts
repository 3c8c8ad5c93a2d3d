import { parseNear } from "@salon/contracts";
import type { SALON_SORTS, SearchSalons } from "@salon/contracts";
import { invalidInput } from "../errors.ts";

export type Sort = (typeof SALON_SORTS)[number];
export type Place = { readonly latitude: number; readonly longitude: number };

/** Degrees within which a circle lies; two spans of longitude where it crosses the antimeridian. */
export type Box = {
  readonly south: number;
  readonly north: number;
  readonly spans: readonly { readonly west: number; readonly east: number }[];
};

/** The order asked for, or the one that goes with the question. Throws `invalid_input` for a distance from nowhere. */
export function sortOf({ sort, query, near }: SearchSalons): Sort {
  if (sort === "distance" && near === undefined)
    throw invalidInput("/sort", "needs_near", "A distance is one from near.");
  if (sort === "relevance" && query === undefined) return "newest";
  if (sort) return sort;
  if (query !== undefined) return "relevance";
  return near === undefined ? "newest" : "distance";
}

/** Throws `invalid_input` for a price without its currency. */
export function expectCurrency({ priceMax, currency }: SearchSalons): void {
  if (priceMax === undefined || currency !== undefined) return;
  throw invalidInput("/currency", "required_with_price_max", "Say in which currency the price is.");
}

/** What a cursor holds of the salon after which to go on. */
export const CURSORS = {
  relevance: "number",
  distance: "number",
  rating: "number",
  name: "text",
  newest: "instant",
} as const satisfies Record<Sort, string>;

/** Throws `invalid_input` for a cursor of another order. */
export function expectSameSort(cursors: string, sort: Sort): void {
  if (cursors !== sort) throw invalidInput("/cursor", "invalid_cursor", "This is no cursor of this list.");
}

export function placeOf(near: string | undefined): Place | null {
  return near === undefined ? null : parseNear(near);
}

/** A circle round a pole, or through it, has every longitude. */
export function boxAround({ latitude, longitude }: Place, radiusKm: number): Box {
  const degrees = radiusKm / KM_PER_DEGREE;
  const south = latitude - degrees;
  const north = latitude + degrees;
  if (south <= -90 || north >= 90) return { south, north, spans: [{ west: -180, east: 180 }] };
  const reach = toDegrees(Math.asin(Math.sin(toRadians(degrees)) / Math.cos(toRadians(latitude))));
  const [west, east] = [longitude - reach, longitude + reach];
  if (west < -180)
    return {
      south,
      north,
      spans: [
        { west: west + 360, east: 180 },
        { west: -180, east },
      ],
    };
  if (east > 180)
    return {
      south,
      north,
      spans: [
        { west, east: 180 },
        { west: -180, east: east - 360 },
      ],
    };
  return { south, north, spans: [{ west, east }] };
}

/** Of a sphere with the earth's mean radius, 6,371 km; rounded down, so that a box never falls short. */
const KM_PER_DEGREE = 111.19;

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function toDegrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
