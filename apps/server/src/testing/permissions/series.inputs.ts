import type { InputsOf } from "./inputs.ts";
import type { SERIES } from "./series.table.ts";
import type { Place } from "./world.ts";

const GUEST = { name: "Hedda", email: "hedda@example.com" };
/** Before the salon opens, which only a manager sets aside. */
const EARLY = { startsAt: new Date("2027-06-15T07:00:00+02:00"), override: ["outside_hours", "closed"] };

const weekly = ({ salonId, variantId, staffId }: Place) => ({
  salonId,
  startsAt: new Date("2027-06-15T10:00:00+02:00"),
  items: [{ variantId, staffId }],
  everyWeeks: 1,
  count: 2,
});
const all = ({ seriesId, seriesBookingId: bookingId }: Place) => ({ seriesId, bookingId, scope: "all" });
const moved = (place: Place) => ({ ...all(place), startsAt: new Date("2027-06-17T10:00:00+02:00") });

export const SERIES_INPUTS: InputsOf<typeof SERIES> = {
  "series.create": (place) => ({ ...weekly(place), client: GUEST }),
  "series.create, for oneself": weekly,
  "series.create, for a client": (place) => ({ ...weekly(place), client: { id: place.clientId } }),
  "series.create, with an override": (place) => ({
    ...weekly(place),
    client: { id: place.clientId },
    ...EARLY,
  }),
  "series.preview": (place) => ({ ...weekly(place), client: GUEST }),
  "series.list": ({ salonId }) => ({ salonId }),
  "series.mine": () => ({}),
  "series.get": ({ seriesId }) => ({ seriesId }),
  "series.update": moved,
  "series.update, with an override": (place) => ({ ...all(place), ...EARLY }),
  "series.previewUpdate": moved,
  "series.cancel": (place) => ({ ...all(place), reason: "Ill" }),
};
