import { IN_OWN_NAME, may } from "./answers.ts";

/** The token in its address is all that a feed asks for. */
const byToken = may(["–"], "any key");

export const CALENDARS = {
  "calendarFeeds.list": may(["S"], "no key"),
  "calendarFeeds.get": may(["own S", "M"], "no key"),
  "calendarFeeds.create": may(["own S", "M"], "no key", IN_OWN_NAME),
  "calendarFeeds.create, the salon's": may(["M"], "no key", IN_OWN_NAME),
  "calendarFeeds.remove": may(["own S", "M"], "no key"),
  "calendarFeeds.remove, the salon's": may(["M"], "no key"),
  "calendarFeeds.readSalon": byToken,
  "calendarFeeds.readStaff": byToken,
} as const;
