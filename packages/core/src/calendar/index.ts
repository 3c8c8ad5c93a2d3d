export { insertCalendar, isBookedAhead, lockCalendars } from "./queries.ts";
