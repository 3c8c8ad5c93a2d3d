export { calendarToMake, insertCalendar, isBookedAhead, lockCalendars } from "./queries.ts";
