import { z } from "zod";
import { isRange, isShort, range, REVERSED, TOO_LONG } from "./availability.ts";
import { Id } from "./ids.ts";
import { pageOf } from "./page.ts";
import { Instant, LocalDate } from "./time.ts";

/** What may stand in a salon's log; callers pass over types that they do not know. */
export const EVENT_TYPES = [
  "salon.created",
  "salon.updated",
  "salon.published",
  "salon.suspended",
  "salon.restored",
  "salon.rules_changed",
  "booking.held",
  "booking.created",
  "booking.confirmed",
  "booking.approved",
  "booking.declined",
  "booking.released",
  "booking.expired",
  "booking.rescheduled",
  "booking.updated",
  "booking.cancelled",
  "booking.checked_in",
  "booking.started",
  "booking.completed",
  "booking.no_show",
  "booking.reopened",
  "series.created",
  "series.updated",
  "series.cancelled",
  "time_off.created",
  "time_off.deleted",
  "client.created",
  "client.updated",
  "client.merged",
  "client.erased",
  "review.created",
  "review.updated",
  "review.deleted",
  "review.replied",
  "review.reply_removed",
  "review.hidden",
  "review.restored",
  "payment.recorded",
  "payment.refunded",
  "member.added",
  "member.updated",
  "member.removed",
  "api_key.created",
  "api_key.updated",
  "api_key.rotated",
  "api_key.revoked",
  "invitation.created",
  "invitation.renewed",
  "invitation.revoked",
  "invitation.accepted",
  "calendar_feed.created",
  "calendar_feed.deleted",
  "waitlist_entry.created",
  "waitlist_entry.offered",
  "waitlist_entry.booked",
  "waitlist_entry.left",
  "waitlist_entry.expired",
  "webhook.created",
  "webhook.updated",
  "webhook.rotated",
  "webhook.paused",
  "webhook.deleted",
  "webhook.tested",
  "webhook.replayed",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** What happened, in the order of a salon's log. People appear as ids. */
export const SalonEvent = z
  .object({
    id: Id,
    /** Opaque and ordered: where to read on. */
    sequence: z.string(),
    type: z.string(),
    salonId: Id,
    occurredAt: Instant,
    actor: z.object({ kind: z.string() }),
    data: z.record(z.string(), z.unknown()),
    previous: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "SalonEvent" });
export type SalonEvent = z.infer<typeof SalonEvent>;
export const EventPage = pageOf(SalonEvent).meta({ id: "EventPage" });

export const ListEvents = z.strictObject({
  salonId: Id,
  /** Sequence of the last event seen. */
  after: z.string().max(64).optional(),
  limit: z.int().min(1).max(100).default(20),
});
export type ListEvents = z.infer<typeof ListEvents>;

const lastEventId = { lastEventId: z.string().max(64).nullish() };

export const WatchBookings = z.strictObject({ salonId: Id, ...lastEventId });
export type WatchBookings = z.infer<typeof WatchBookings>;

export const WatchAvailability = z
  .strictObject({ salonId: Id, ...range, ...lastEventId })
  .refine(isRange, REVERSED)
  .refine(isShort, TOO_LONG);
export type WatchAvailability = z.infer<typeof WatchAvailability>;

/** Dates on which there may be other free times than before. */
export const AvailabilityChange = z.object({ dates: z.array(LocalDate) });
export type AvailabilityChange = z.infer<typeof AvailabilityChange>;
