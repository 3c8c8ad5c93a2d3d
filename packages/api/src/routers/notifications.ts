import {
  DeliveryPage,
  ListDeliveries,
  ListNotifications,
  Notification,
  NotificationPage,
  NotificationPreferences,
  NotificationRef,
  ReadNotifications,
  SetNotificationPreferences,
  Unsubscribe,
  Unsubscribed,
  WatchNotifications,
} from "@salon/contracts";
import {
  getNotificationPreferences,
  listDeliveries,
  listNotifications,
  readAllNotifications,
  readNotification,
  setNotificationPreferences,
  unsubscribe,
  watchNotifications,
} from "@salon/core";
import { open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";
import { underSequences, watchOf } from "../under-sequences.ts";

const tags = ["Notifications"] as const;

export const notificationsRouter = router({
  list: procedure
    .meta(
      rest("GET /me/notifications", {
        summary: "What the signed-in person was told, newest first",
        description: "Titles are in the person's language; `unread=true` leaves out what was read.",
        tags,
      }),
    )
    .input(ListNotifications)
    .output(NotificationPage)
    .query(({ ctx, input }) => listNotifications(ctx, input)),
  read: procedure
    .meta(
      rest("POST /me/notifications/{notificationId}/read", { summary: "Mark a notification as read", tags }),
    )
    .input(NotificationRef)
    .output(Notification)
    .mutation(({ ctx, input }) => readNotification(ctx, input)),
  readAll: procedure
    .meta(rest("POST /me/notifications/read-all", { summary: "Mark all notifications as read", tags }))
    .output(ReadNotifications)
    .mutation(({ ctx }) => readAllNotifications(ctx)),
  preferences: procedure
    .meta(
      rest("GET /me/notification-preferences", {
        summary: "Which notifications come, and by which way",
        tags,
      }),
    )
    .output(NotificationPreferences)
    .query(({ ctx }) => getNotificationPreferences(ctx)),
  setPreferences: procedure
    .meta(
      rest("PUT /me/notification-preferences", {
        summary: "Switch notifications on and off, way by way",
        description:
          "What is left out keeps its value. What is `fixed`, such as the e-mail of a cancellation, cannot be switched off.",
        tags,
      }),
    )
    .input(SetNotificationPreferences)
    .output(NotificationPreferences)
    .mutation(({ ctx, input }) => setNotificationPreferences(ctx, input)),
  unsubscribe: procedure
    .meta(
      rest("POST /unsubscribe", {
        summary: "End mails of one kind by the link of one",
        description:
          "For whoever got the mail, with an account or without. The link itself, `/unsubscribe/{token}`, takes mail programs' one click (RFC 8058).",
        tags,
        ...open,
      }),
    )
    .input(Unsubscribe)
    .output(Unsubscribed)
    .mutation(({ ctx, input }) => unsubscribe(ctx, input)),
  sent: procedure
    .meta(
      rest("GET /salons/{salonId}/notifications", {
        summary: "What a salon's bookings were followed by",
        description:
          "For managers: which message went by which way, is still to come, was skipped or could not be sent, and why. Without its words or its recipient.",
        tags,
      }),
    )
    .input(ListDeliveries)
    .output(DeliveryPage)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),
  onNew: procedure.input(WatchNotifications).subscription(async ({ ctx, input, signal }) => {
    const told = await watchNotifications(ctx, input, watchOf(ctx, signal));
    return underSequences(told, ({ notification }) => notification);
  }),
});
