import { OVERRIDDEN } from "./furnish.ts";
import type { InputsOf } from "./inputs.ts";
import type { SALON } from "./salon.table.ts";
import type { Place } from "./world.ts";

const salon = ({ salonId }: Place) => ({ salonId });
const variant = { name: "Long", price: { amountMinor: 6000 }, segments: [{ kind: "active", minutes: 45 }] };
const NEW_SALON = {
  name: "Salon Süd",
  timeZone: "Europe/Berlin",
  currency: "EUR",
  address: { line1: "Linienstraße 1", city: "Berlin", postalCode: "10119", country: "DE" },
};
const HOURS = [{ opens: "09:00", closes: "18:00" }];
const schedules = [{ weekly: [{ weekday: 1, opens: "08:00", closes: "20:00" }] }];
const onDate = ({ salonId }: Place) => ({ salonId, date: OVERRIDDEN });
const staffOnDate = ({ salonId, staffId }: Place) => ({ salonId, staffId, date: OVERRIDDEN });
const someone = ({ salonId, staffId }: Place) => ({ salonId, staffId });
const category = ({ salonId, categoryId }: Place) => ({ salonId, categoryId });
const service = ({ salonId, serviceId }: Place) => ({ salonId, serviceId });
const addOn = ({ salonId, addOnId }: Place) => ({ salonId, addOnId });
const resourceType = ({ salonId, resourceTypeId }: Place) => ({ salonId, resourceTypeId });
const resource = ({ salonId, resourceId }: Place) => ({ salonId, resourceId });

export const SALON_INPUTS: InputsOf<typeof SALON> = {
  "salons.categories": () => ({}),
  "salons.search": () => ({ query: "Mitte" }),
  "salons.get": salon,
  "salons.get, a draft": salon,
  "salons.create": () => NEW_SALON,
  "salons.create, in a business": ({ businessId }) => ({ ...NEW_SALON, businessId }),
  "salons.update": ({ salonId }) => ({ salonId, about: "By the river" }),
  "salons.update, dry run": ({ salonId }) => ({ salonId, about: "By the river", dryRun: true }),
  "salons.update, the zone": ({ salonId }) => ({ salonId, timeZone: "Europe/Paris" }),
  "salons.update, the currency": ({ salonId }) => ({ salonId, currency: "CHF" }),
  "salons.publish": salon,
  "salons.policy": salon,
  "salons.setPolicy": ({ salonId }) => ({ salonId, horizonDays: 60 }),
  "salons.setTestClock": ({ salonId }) => ({ salonId, now: new Date("2027-06-14T07:30:00Z") }),

  "schedules.salonHours": salon,
  "schedules.setSalonHours": ({ salonId }) => ({ salonId, schedules }),
  "schedules.salonOverrides": salon,
  "schedules.salonOverride": onDate,
  "schedules.setSalonOverride": (place) => ({ ...onDate(place), hours: HOURS }),
  "schedules.removeSalonOverride": onDate,
  "schedules.staffHours": someone,
  "schedules.setStaffHours": (place) => ({ ...someone(place), schedules }),
  "schedules.staffOverrides": someone,
  "schedules.staffOverride": staffOnDate,
  "schedules.setStaffOverride": (place) => ({ ...staffOnDate(place), hours: HOURS }),
  "schedules.removeStaffOverride": staffOnDate,

  "serviceCategories.list": salon,
  "serviceCategories.get": category,
  "serviceCategories.create": ({ salonId }) => ({ salonId, name: "Nails" }),
  "serviceCategories.update": (place) => ({ ...category(place), name: "Hair and beard" }),
  "serviceCategories.archive": category,
  "services.list": salon,
  "services.get": service,
  "services.create": ({ salonId, categoryId }) => ({
    salonId,
    name: "Colour",
    categoryId,
    variants: [variant],
  }),
  "services.update": (place) => ({ ...service(place), name: "Haircut" }),
  "services.archive": service,
  "addOns.list": salon,
  "addOns.get": addOn,
  "addOns.create": (place) => ({
    salonId: place.salonId,
    name: "Massage",
    minutes: 10,
    price: { amountMinor: 900 },
    serviceIds: [place.serviceId],
  }),
  "addOns.update": (place) => ({ ...addOn(place), name: "Wash and dry" }),
  "addOns.archive": addOn,

  "resourceTypes.list": salon,
  "resourceTypes.get": resourceType,
  "resourceTypes.create": ({ salonId }) => ({ salonId, name: "Basin" }),
  "resourceTypes.update": (place) => ({ ...resourceType(place), name: "Armchair" }),
  "resourceTypes.archive": ({ salonId, unusedTypeId }) => ({ salonId, resourceTypeId: unusedTypeId }),
  "resources.list": salon,
  "resources.get": resource,
  "resources.create": (place) => ({ ...resourceType(place), name: "Chair 2" }),
  "resources.update": (place) => ({ ...resource(place), name: "The first chair" }),
  "resources.archive": resource,
};
