import { IN_OWN_NAME, may, mayAtAll, SIGNED_IN } from "./answers.ts";

/** What somebody was told is there for nobody else. */
const FOR_OTHERS = SIGNED_IN.filter((one) => one !== "customer").map((one) => [one, 404] as const);

export const NOTIFICATIONS = {
  "devices.list": mayAtAll(["C"], "no key"),
  // What an admin registers as somebody else would show the admin what only the person is told.
  "devices.register": mayAtAll(["C"], "no key", IN_OWN_NAME),
  "devices.remove": mayAtAll(["its C"], "no key", Object.fromEntries(FOR_OTHERS)),
  "notifications.list": mayAtAll(["C"], "no key"),
  "notifications.read": mayAtAll(["its C"], "no key", Object.fromEntries(FOR_OTHERS)),
  "notifications.readAll": mayAtAll(["C"], "no key"),
  "notifications.preferences": mayAtAll(["C"], "no key"),
  "notifications.setPreferences": mayAtAll(["C"], "no key"),
  "notifications.onNew": mayAtAll(["C"], "no key"),
  // The link of a mail is all that is needed.
  "notifications.unsubscribe": may(["–"], "any key"),
  "notifications.sent": may(["M"], "no key"),
} as const;
