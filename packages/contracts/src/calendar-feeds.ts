import { z } from "zod";
import { Id } from "./ids.ts";
import { pageOf } from "./page.ts";
import { Instant } from "./time.ts";

/** A calendar that other programs subscribe to: a salon's, or one person's there. */
export const CalendarFeed = z
  .object({
    id: Id,
    /** Whose visits it shows; null: the salon's. */
    staffId: Id.nullable(),
    /** The account that reads it, and with whose rights it ends. */
    userId: Id,
    createdAt: Instant,
  })
  .meta({ id: "CalendarFeed" });
export type CalendarFeed = z.infer<typeof CalendarFeed>;
export const CalendarFeedPage = pageOf(CalendarFeed).meta({ id: "CalendarFeedPage" });

export const NewCalendarFeed = CalendarFeed.extend({
  /** Where the calendar is read, by whoever has this address. Only a hash of its token is kept: it is never told again. */
  url: z.url(),
}).meta({ id: "NewCalendarFeed" });
export type NewCalendarFeed = z.infer<typeof NewCalendarFeed>;

export const CalendarFeedRef = z.strictObject({ salonId: Id, feedId: Id });
export type CalendarFeedRef = z.infer<typeof CalendarFeedRef>;

export const CreateCalendarFeed = z
  .strictObject({
    salonId: Id,
    /** Whose visits it is to show; left out: the salon's. */
    staffId: Id.optional(),
  })
  .meta({ id: "CreateCalendarFeed" });
export type CreateCalendarFeed = z.infer<typeof CreateCalendarFeed>;

const token = z.string().min(1).max(128).meta({ example: "hWx3Zk0vQm1sT9yB7uD2cR5nL8pA4eG6iJ0oK1fV3wE" });

export const ReadSalonCalendar = z.strictObject({ salonId: Id, token });
export type ReadSalonCalendar = z.infer<typeof ReadSalonCalendar>;
export const ReadStaffCalendar = z.strictObject({ salonId: Id, staffId: Id, token });
export type ReadStaffCalendar = z.infer<typeof ReadStaffCalendar>;
