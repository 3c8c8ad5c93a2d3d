import type { Input } from "./inputs.ts";
import { valueAt } from "./id-places.ts";
import type { Path } from "./id-places.ts";
import type { Place } from "./world.ts";

/** What a place can be told of by a field's name, where the valid input does not name one. */
const NAMED: Readonly<Record<string, (place: Place) => string>> = {
  bookingId: ({ confirmedId }) => confirmedId,
  businessId: ({ businessId }) => businessId,
  clientId: ({ clientId }) => clientId,
  categoryId: ({ categoryId }) => categoryId,
  addOnIds: ({ addOnId }) => addOnId,
  excludedStaffIds: ({ staffId }) => staffId,
  fileIds: ({ salonPhotoId }) => salonPhotoId,
  itemId: ({ itemId }) => itemId,
  rescheduling: ({ confirmedId }) => confirmedId,
  photoId: ({ staffPhotoId }) => staffPhotoId,
  photoIds: ({ reviewPhotoId }) => reviewPhotoId,
  resourceId: ({ resourceId }) => resourceId,
  resourceTypeId: ({ resourceTypeId }) => resourceTypeId,
  salonId: ({ salonId }) => salonId,
  seriesId: ({ seriesId }) => seriesId,
  serviceIds: ({ serviceId }) => serviceId,
  staffId: ({ staffId }) => staffId,
  toStaffIds: ({ staffId }) => staffId,
  userId: ({ userId }) => userId,
  variantId: ({ variantId }) => variantId,
  "variants.id": ({ variantId }) => variantId,
  "client.id": ({ clientId }) => clientId,
};

/** The id that stands there in a stranger's own request. */
export function foreignId(elsewhere: Place, input: Input, path: Path): string {
  const there = valueAt(input, path);
  if (typeof there === "string") return there;
  const names = path.filter((key) => key !== 0);
  const name = names.slice(-2).join(".");
  const find = NAMED[name] ?? NAMED[String(names.at(-1))];
  if (!find) throw new Error(`What is another's ${name}?`);
  return find(elsewhere);
}

/** What surrounds an id where the valid input leaves it out. */
export function samplesOf({ variantId, resourceTypeId }: Place): Input {
  return {
    items: [{ variantId }],
    services: [{ variantId }],
    variants: [{ name: "Long", price: { amountMinor: 6000 }, segments: [{ kind: "active", minutes: 45 }] }],
    resources: [{ resourceTypeId, quantity: 1 }],
    addOnIds: [],
    excludedStaffIds: [],
    photoIds: [],
    serviceIds: [],
    toStaffIds: [],
  };
}
