import type { CALENDARS } from "./calendars.table.ts";
import type { InputsOf } from "./inputs.ts";
import type { Place } from "./world.ts";

const salon = ({ salonId }: Place) => ({ salonId });
const someone = ({ salonId, staffId }: Place) => ({ salonId, staffId });
const feed = ({ salonId, staffFeed }: Place) => ({ salonId, feedId: staffFeed.id });

export const CALENDAR_INPUTS: InputsOf<typeof CALENDARS> = {
  "calendarFeeds.list": salon,
  "calendarFeeds.get": feed,
  "calendarFeeds.create": someone,
  "calendarFeeds.create, the salon's": salon,
  "calendarFeeds.remove": feed,
  "calendarFeeds.remove, the salon's": ({ salonId, salonFeed }) => ({ salonId, feedId: salonFeed.id }),
  "calendarFeeds.readSalon": (place) => ({ ...salon(place), token: place.salonFeed.token }),
  "calendarFeeds.readStaff": (place) => ({ ...someone(place), token: place.staffFeed.token }),
};
