export { insertCalendar, lockCalendars } from "./queries.ts";
