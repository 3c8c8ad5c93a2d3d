import { z } from "zod";
import { Id } from "./ids.ts";
import { ListOfSalon, pageOf, pageQuery } from "./page.ts";
import { Instant } from "./time.ts";

/**
 * What a message says: to whoever booked or is served, and, beginning with `salon_`, to whose calendar it is in, or, with
 * `salon_team_`, to the front desk, of others' calendars.
 */
export const NOTIFICATION_KINDS = [
  "booking_confirmed",
  "booking_requested",
  "booking_approved",
  "booking_declined",
  "booking_request_expired",
  "booking_rescheduled",
  "booking_staff_changed",
  "booking_cancelled",
  "booking_reminder",
  "waitlist_offer",
  "review_requested",
  "salon_booking_requested",
  "salon_booking_created",
  "salon_booking_rescheduled",
  "salon_booking_cancelled",
  "salon_booking_assigned",
  "salon_booking_unassigned",
  "salon_team_booking_requested",
  "salon_team_booking_created",
  "salon_team_booking_rescheduled",
  "salon_team_booking_cancelled",
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** By which way a message goes. */
export const CHANNELS = ["email", "in_app", "sms", "push"] as const;
export type Channel = (typeof CHANNELS)[number];

/** `skipped`: it was not to be sent any more; `failed`: it could not be, for about a day. */
export const DELIVERY_STATES = ["waiting", "sending", "sent", "skipped", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why a message was not sent. */
export const DELIVERY_FAILURES = [
  "late",
  "moved",
  "over",
  "no_address",
  "no_device",
  "switched_off",
  "refused",
  "too_many",
  "not_public",
] as const;

const told = {
  id: Id,
  kind: z.enum(NOTIFICATION_KINDS),
  salonId: Id,
  bookingId: Id,
  /** Of the visit, at the version that the message tells of. */
  startsAt: Instant,
  createdAt: Instant,
};

/** A message in the app of the signed-in person. */
export const Notification = z
  .object({
    ...told,
    /** A line in the person's language. */
    title: z.string(),
    /** Before it was moved. */
    formerStartsAt: Instant.nullable(),
    shownAt: Instant,
    readAt: Instant.nullable(),
  })
  .meta({ id: "Notification" });
export type Notification = z.infer<typeof Notification>;
export const NotificationPage = pageOf(Notification).meta({ id: "NotificationPage" });

export const ListNotifications = z.strictObject({ unread: z.boolean().default(false), ...pageQuery });
export type ListNotifications = z.infer<typeof ListNotifications>;

export const NotificationRef = z.strictObject({ notificationId: Id });
export type NotificationRef = z.infer<typeof NotificationRef>;

export const ReadNotifications = z.object({ read: z.int() }).meta({ id: "ReadNotifications" });

export const WatchNotifications = z.strictObject({ lastEventId: z.string().max(64).nullish() });
export type WatchNotifications = z.infer<typeof WatchNotifications>;

const preference = { kind: z.enum(NOTIFICATION_KINDS), channel: z.enum(CHANNELS) };

/** For every kind, by which ways it comes; what is `fixed` cannot be switched. */
export const NotificationPreferences = z
  .object({ preferences: z.array(z.object({ ...preference, enabled: z.boolean(), fixed: z.boolean() })) })
  .meta({ id: "NotificationPreferences" });
export type NotificationPreferences = z.infer<typeof NotificationPreferences>;

/** What is left out keeps its value. */
export const SetNotificationPreferences = z
  .strictObject({
    preferences: z
      .array(z.strictObject({ ...preference, enabled: z.boolean() }))
      .min(1)
      .max(NOTIFICATION_KINDS.length * CHANNELS.length),
  })
  .meta({ id: "SetNotificationPreferences" });
export type SetNotificationPreferences = z.infer<typeof SetNotificationPreferences>;

/** A message of a salon, on one of its ways, without what it says or where it goes. */
export const Delivery = z
  .object({
    ...told,
    channel: z.enum(CHANNELS),
    state: z.enum(DELIVERY_STATES),
    attempts: z.int(),
    /** When a reminder is due; null: at once. */
    dueAt: Instant.nullable(),
    sentAt: Instant.nullable(),
    failure: z.enum(DELIVERY_FAILURES).nullable(),
  })
  .meta({ id: "Delivery" });
export type Delivery = z.infer<typeof Delivery>;
export const DeliveryPage = pageOf(Delivery).meta({ id: "DeliveryPage" });

export const ListDeliveries = z.strictObject({
  ...ListOfSalon.shape,
  bookingId: Id.optional(),
  state: z.enum(DELIVERY_STATES).optional(),
});
export type ListDeliveries = z.infer<typeof ListDeliveries>;

/** What the link of a mail ends in. */
export const Unsubscribe = z.strictObject({ token: z.string().min(1).max(200) }).meta({ id: "Unsubscribe" });
export type Unsubscribe = z.infer<typeof Unsubscribe>;
export const Unsubscribed = z.object({ kind: z.enum(NOTIFICATION_KINDS) }).meta({ id: "Unsubscribed" });
export type Unsubscribed = z.infer<typeof Unsubscribed>;
