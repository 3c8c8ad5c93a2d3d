import { z } from "zod";
import {
  isAffordable,
  isRange,
  isShort,
  ItemRequest,
  MODES,
  range,
  REVERSED,
  TOO_DEAR,
  TOO_LONG,
  visitRequest,
} from "./availability.ts";
import { PersonServed } from "./bookings.ts";
import { Id, Version } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { LocalDate, PlannedInstant, TimeOfDay, timestamps } from "./time.ts";

/** `booked`: an offer was taken; `left`: whoever waited goes; `expired`: an offer, or all of the time, passed by. */
export const WAITLIST_STATUSES = ["waiting", "offered", "booked", "left", "expired"] as const;

/** Somebody who waits for time to become free. */
export const WaitlistEntry = z
  .object({
    id: Id,
    salonId: Id,
    status: z.enum(WAITLIST_STATUSES),
    client: z.object({ id: Id, name: z.string() }),
    items: z.array(ItemRequest),
    mode: z.enum(MODES),
    maxWaitMinutes: z.int(),
    from: LocalDate,
    to: LocalDate,
    after: TimeOfDay.nullable(),
    before: TimeOfDay.nullable(),
    /** The hold that was offered: confirm it to take the offer. */
    offeredBookingId: Id.nullable(),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "WaitlistEntry" });
export type WaitlistEntry = z.infer<typeof WaitlistEntry>;
export const WaitlistPage = pageOf(WaitlistEntry).meta({ id: "WaitlistPage" });

export const JoinedWaitlist = WaitlistEntry.extend({
  /** To a guest, once: as `X-Booking-Token` it opens the entry, and the booking that is offered. */
  bookingToken: z.string().optional(),
}).meta({ id: "JoinedWaitlist" });
export type JoinedWaitlist = z.infer<typeof JoinedWaitlist>;

export const JoinWaitlist = z
  .strictObject({
    salonId: Id,
    ...visitRequest,
    ...range,
    /** Earliest local time of the start. */
    after: TimeOfDay.optional(),
    /** The start is before this local time. */
    before: TimeOfDay.optional(),
    client: PersonServed.optional(),
  })
  .refine(isRange, REVERSED)
  .refine(isShort, TOO_LONG)
  .refine(isAffordable, TOO_DEAR)
  .refine(({ after, before }) => !after || !before || after < before, {
    path: ["before"],
    message: "Later than after.",
  })
  .meta({ id: "JoinWaitlist" });
export type JoinWaitlist = z.infer<typeof JoinWaitlist>;

export const ListWaitlist = z.strictObject({
  salonId: Id,
  status: z.array(z.enum(WAITLIST_STATUSES)).min(1).max(WAITLIST_STATUSES.length).optional(),
  ...pageQuery,
});
export type ListWaitlist = z.infer<typeof ListWaitlist>;

export const WaitlistRef = z.strictObject({ salonId: Id, entryId: Id });
export type WaitlistRef = z.infer<typeof WaitlistRef>;

export const OfferTime = z
  .strictObject({ salonId: Id, entryId: Id, startsAt: PlannedInstant })
  .meta({ id: "OfferTime" });
export type OfferTime = z.infer<typeof OfferTime>;
