import type { InputsOf } from "./inputs.ts";
import type { PLATFORM } from "./platform.table.ts";
import type { Place } from "./world.ts";

const salon = ({ salonId }: Place) => ({ salonId });
const apiKey = ({ salonId, keyId }: Place) => ({ salonId, keyId });
const newcomer = ({ newcomerId: userId }: Place) => ({ userId });
const reason = "They asked for it";

export const PLATFORM_INPUTS: InputsOf<typeof PLATFORM> = {
  "me.get": () => ({}),
  "me.update": () => ({ locale: "de" }),
  "me.export": () => ({}),
  "me.erase": () => ({}),

  "apiKeys.list": salon,
  "apiKeys.get": apiKey,
  "apiKeys.create": ({ salonId }) => ({ salonId, name: "The till", scopes: ["bookings:read"] }),
  "apiKeys.update": (place) => ({ ...apiKey(place), name: "The old till" }),
  "apiKeys.rotate": apiKey,
  "apiKeys.revoke": apiKey,

  "events.list": salon,

  "admin.listSalons": () => ({}),
  "admin.getSalon": salon,
  "admin.approveSalon": salon,
  "admin.suspendSalon": ({ salonId }) => ({ salonId, reason }),
  "admin.restoreSalon": salon,
  "admin.listUsers": () => ({}),
  "admin.getUser": newcomer,
  "admin.banUser": (place) => ({ ...newcomer(place), reason }),
  "admin.unbanUser": newcomer,
  "admin.impersonateUser": (place) => ({ ...newcomer(place), reason }),
  "admin.listAdmins": () => ({}),
  "admin.listAuditLog": ({ salonId }) => ({ salonId }),
};
