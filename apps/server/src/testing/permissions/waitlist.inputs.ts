import type { InputsOf } from "./inputs.ts";
import type { WAITLIST } from "./waitlist.table.ts";
import type { Place } from "./world.ts";

const GUEST = { name: "Hedda", email: "hedda@example.com" };
const wish = ({ salonId, variantId, staffId }: Place) => ({
  salonId,
  items: [{ variantId, staffId }],
  from: "2027-06-14",
  to: "2027-06-18",
});
const entry = ({ salonId, waitlistEntryId }: Place) => ({ salonId, entryId: waitlistEntryId });

export const WAITLIST_INPUTS: InputsOf<typeof WAITLIST> = {
  "waitlist.join": (place) => ({ ...wish(place), client: GUEST }),
  "waitlist.join, for a client": (place) => ({ ...wish(place), client: { id: place.clientId } }),
  "waitlist.list": ({ salonId }) => ({ salonId }),
  "waitlist.get": entry,
  "waitlist.leave": entry,
  "waitlist.offer": (place) => ({ ...entry(place), startsAt: new Date("2027-06-15T10:00:00+02:00") }),
};
