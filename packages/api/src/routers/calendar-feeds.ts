import {
  CalendarFeed,
  CalendarFeedPage,
  CalendarFeedRef,
  CreateCalendarFeed,
  ListOfSalon,
  NewCalendarFeed,
  ReadSalonCalendar,
  ReadStaffCalendar,
} from "@salon/contracts";
import type { SalonRef } from "@salon/contracts";
import {
  createCalendarFeed,
  deleteCalendarFeed,
  getCalendarFeed,
  listCalendarFeeds,
  readCalendar,
} from "@salon/core";
import { z } from "zod";
import { open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Calendars"] as const;
const calendar = {
  description:
    "For programs that subscribe: the address that `POST …/calendar-feeds` told is all they need. Shows what stands, from 30 days ago to as far as the salon books ahead, with the service and the client's first name. A wrong token is answered like an unknown salon.",
  tags,
  mediaType: "text/calendar",
  ...open,
} as const;

export const calendarFeedsRouter = router({
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/calendar-feeds", {
        summary: "Calendar feeds",
        description: "One's own; a manager sees everybody's. What opens a feed is told only when it is made.",
        tags,
      }),
    )
    .input(ListOfSalon)
    .output(CalendarFeedPage)
    .query(({ ctx, input }) => listCalendarFeeds(ctx, input)),
  create: procedure
    .meta(
      rest("POST /salons/{salonId}/calendar-feeds", {
        summary: "Make a calendar feed",
        description:
          "Of the person with `staffId`, oneself or to managers anybody; without it, for managers, of the whole salon. `url` is told here and never again, and ends with the rights of whoever made it. At most 20 a member (`limit_reached`).",
        tags,
        location: ({ id }: NewCalendarFeed, { salonId }: SalonRef) =>
          `/salons/${salonId}/calendar-feeds/${id}`,
        problems: [409],
      }),
    )
    .input(CreateCalendarFeed)
    .output(NewCalendarFeed)
    .mutation(({ ctx, input }) => createCalendarFeed(ctx, input)),
  get: procedure
    .meta(rest("GET /salons/{salonId}/calendar-feeds/{feedId}", { summary: "A calendar feed", tags }))
    .input(CalendarFeedRef)
    .output(CalendarFeed)
    .query(({ ctx, input }) => getCalendarFeed(ctx, input)),
  remove: procedure
    .meta(
      rest("DELETE /salons/{salonId}/calendar-feeds/{feedId}", {
        summary: "End a calendar feed",
        description: "At once, and for good.",
        tags,
      }),
    )
    .input(CalendarFeedRef)
    .output(z.void())
    .mutation(({ ctx, input }) => deleteCalendarFeed(ctx, input)),
  readSalon: procedure
    .meta(rest("GET /salons/{salonId}/calendar.ics", { summary: "A salon's calendar", ...calendar }))
    .input(ReadSalonCalendar)
    .output(z.string())
    .query(({ ctx, input }) => readCalendar(ctx, input)),
  readStaff: procedure
    .meta(
      rest("GET /salons/{salonId}/staff/{staffId}/calendar.ics", {
        summary: "Somebody's calendar in a salon",
        ...calendar,
      }),
    )
    .input(ReadStaffCalendar)
    .output(z.string())
    .query(({ ctx, input }) => readCalendar(ctx, input)),
});
