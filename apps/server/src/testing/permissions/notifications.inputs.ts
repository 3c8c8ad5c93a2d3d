import type { InputsOf } from "./inputs.ts";
import type { NOTIFICATIONS } from "./notifications.table.ts";

export const NOTIFICATION_INPUTS: InputsOf<typeof NOTIFICATIONS> = {
  "devices.list": () => ({}),
  "devices.register": () => ({ platform: "ios", token: "the token of a new phone" }),
  "devices.remove": ({ deviceId }) => ({ deviceId }),
  "notifications.list": () => ({}),
  "notifications.read": ({ notificationId }) => ({ notificationId }),
  "notifications.readAll": () => ({}),
  "notifications.preferences": () => ({}),
  "notifications.setPreferences": () => ({
    preferences: [{ kind: "booking_reminder", channel: "email", enabled: false }],
  }),
  "notifications.onNew": () => ({}),
  "notifications.unsubscribe": ({ unsubscribeToken: token }) => ({ token }),
  "notifications.sent": ({ salonId }) => ({ salonId }),
};
