import type { BOOKINGS } from "./bookings.table.ts";
import type { InputsOf } from "./inputs.ts";
import type { Place } from "./world.ts";

const MONDAY = { from: "2027-06-14", to: "2027-06-14" };
const GUEST = { name: "Hedda", email: "hedda@example.com" };
/** Before the salon opens, which only a manager sets aside. */
const EARLY = { startsAt: new Date("2027-06-15T07:00:00+02:00"), override: ["outside_hours", "closed"] };

const visit = ({ salonId, variantId, staffId }: Place) => ({
  salonId,
  startsAt: new Date("2027-06-15T10:00:00+02:00"),
  items: [{ variantId, staffId }],
});
const confirmed = ({ confirmedId: bookingId }: Place) => ({ bookingId });
const pending = ({ pendingId: bookingId }: Place) => ({ bookingId });

export const BOOKING_INPUTS: InputsOf<typeof BOOKINGS> = {
  "availability.find": ({ salonId, variantId, staffId }) => ({ salonId, variantId, staffId, ...MONDAY }),
  "availability.search": ({ salonId, variantId, staffId, addOnId }) => ({
    salonId,
    items: [{ variantId, staffId, addOnIds: [addOnId] }],
    ...MONDAY,
  }),
  "availability.search, as if a booking were not there": ({ salonId, variantId, confirmedId }) => ({
    salonId,
    items: [{ variantId }],
    rescheduling: confirmedId,
    ...MONDAY,
  }),
  "availability.explain": visit,
  "availability.onChange": ({ salonId }) => ({ salonId, ...MONDAY }),

  "bookings.quote": visit,
  "bookings.mine": () => ({}),
  "bookings.list": ({ salonId }) => ({ salonId }),
  "bookings.export": ({ salonId }) => ({ salonId }),
  "bookings.onChange": ({ salonId }) => ({ salonId }),
  "bookings.get": confirmed,
  "bookings.invite": confirmed,

  "bookings.create": (place) => ({ ...visit(place), client: GUEST }),
  "bookings.create, a hold": (place) => ({ ...visit(place), hold: true }),
  "bookings.create, for oneself": visit,
  "bookings.create, for a client": (place) => ({ ...visit(place), client: { id: place.clientId } }),
  "bookings.create, with an override": (place) => ({
    ...visit(place),
    client: { id: place.clientId },
    ...EARLY,
  }),

  "bookings.update": (place) => ({ ...confirmed(place), note: "Short, please" }),
  "bookings.update, minutes": (place) => ({
    ...confirmed(place),
    items: [{ itemId: place.itemId, staffId: place.staffId, segmentMinutes: [25] }],
  }),
  "bookings.update, prices": (place) => ({
    ...confirmed(place),
    prices: [{ itemId: place.itemId, amountMinor: 4000 }],
  }),
  "bookings.update, discount": (place) => ({
    ...confirmed(place),
    discount: { amountMinor: 500, label: "For a friend" },
  }),
  "bookings.update, with an override": (place) => ({
    ...confirmed(place),
    items: [{ itemId: place.itemId, segmentMinutes: [25] }],
    override: ["off_grid"],
  }),
  "bookings.confirm": ({ heldId }) => ({ bookingId: heldId }),
  "bookings.release": ({ heldId }) => ({ bookingId: heldId }),
  "bookings.cancel": (place) => ({ ...confirmed(place), reason: "Ill" }),
  "bookings.reschedule": (place) => ({
    ...confirmed(place),
    startsAt: new Date("2027-06-15T10:00:00+02:00"),
  }),
  "bookings.reschedule, with an override": (place) => ({ ...confirmed(place), ...EARLY }),
  "bookings.approve": pending,
  "bookings.decline": pending,
  "bookings.checkIn": confirmed,
  "bookings.start": confirmed,
  "bookings.complete": confirmed,
  "bookings.noShow": confirmed,
  "bookings.reopen": ({ completedId }) => ({ bookingId: completedId }),
};
