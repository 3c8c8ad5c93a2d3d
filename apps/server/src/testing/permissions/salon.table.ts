import { may, mayAtAll, NOT_OWNERS } from "./answers.ts";

const publicly = may(["–"], "any key");
const byManagers = may(["M"], "salon:write");
const byMembers = may(["S"], "salon:read");

const inAnotherBusiness = mayAtAll(["O"], "no key", Object.fromEntries(NOT_OWNERS.map((one) => [one, 400])));

export const SALON = {
  "salons.categories": publicly,
  "salons.search": publicly,
  "salons.get": publicly,
  // What only its own people see is not there for anybody else.
  "salons.get, a draft": may(["S"], "salon:read", { anonymous: 404 }),
  "salons.create": mayAtAll(["C"], "no key"),
  "salons.create, in a business": inAnotherBusiness,
  "salons.update": byManagers,
  "salons.update, dry run": byManagers,
  "salons.update, the zone": may(["O"], "no key"),
  "salons.update, the currency": may(["O"], "no key"),
  "salons.publish": may(["O"], "no key", { unverifiedOwner: 403 }),
  "salons.policy": byMembers,
  "salons.setPolicy": byManagers,
  "salons.setTestClock": byManagers,

  "schedules.salonHours": publicly,
  "schedules.setSalonHours": byManagers,
  "schedules.salonOverrides": publicly,
  "schedules.salonOverride": publicly,
  "schedules.setSalonOverride": byManagers,
  "schedules.removeSalonOverride": byManagers,
  "schedules.staffHours": publicly,
  "schedules.setStaffHours": byManagers,
  "schedules.staffOverrides": publicly,
  "schedules.staffOverride": publicly,
  "schedules.setStaffOverride": byManagers,
  "schedules.removeStaffOverride": byManagers,

  "serviceCategories.list": publicly,
  "serviceCategories.get": publicly,
  "serviceCategories.create": byManagers,
  "serviceCategories.update": byManagers,
  "serviceCategories.archive": byManagers,
  "services.list": publicly,
  "services.get": publicly,
  "services.create": byManagers,
  "services.update": byManagers,
  "services.archive": byManagers,
  "addOns.list": publicly,
  "addOns.get": publicly,
  "addOns.create": byManagers,
  "addOns.update": byManagers,
  "addOns.archive": byManagers,

  "resourceTypes.list": byMembers,
  "resourceTypes.get": byMembers,
  "resourceTypes.create": byManagers,
  "resourceTypes.update": byManagers,
  "resourceTypes.archive": byManagers,
  "resources.list": byMembers,
  "resources.get": byMembers,
  "resources.create": byManagers,
  "resources.update": byManagers,
  "resources.archive": byManagers,
} as const;
