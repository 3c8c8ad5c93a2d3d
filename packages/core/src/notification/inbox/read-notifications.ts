import type { Notification, NotificationRef } from "@salon/contracts";
import { signedIn } from "../../access/index.ts";
import { audit } from "../../audit/index.ts";
import type { Ctx } from "../../context.ts";
import { notFound } from "../../errors.ts";
import { findPerson } from "../../me/index.ts";
import { presentNotification } from "./present.ts";
import { findOne, markRead } from "./queries.ts";

/** Marks one as read; what was read stays as it is. Throws `not_found`. */
export async function readNotification(ctx: Ctx, { notificationId }: NotificationRef): Promise<Notification> {
  const userId = signedIn(ctx.actor);
  return ctx.transact(async (tx) => {
    const marked = await markRead(tx, userId, notificationId);
    const found = await findOne(tx, userId, notificationId);
    if (!found) throw notFound("notification");
    const person = await findPerson(tx, userId);
    const after = presentNotification(found, person?.locale ?? null);
    if (marked.length > 0)
      await audit(ctx, tx, {
        action: "notification.read",
        salon: null,
        subject: { type: "notification", id: notificationId },
        before: { ...after, readAt: null },
        after,
      });
    return after;
  });
}

/** Marks all that were shown as read; how many they were. */
export async function readAllNotifications(ctx: Ctx): Promise<{ read: number }> {
  const userId = signedIn(ctx.actor);
  return ctx.transact(async (tx) => {
    const { length: read } = await markRead(tx, userId);
    if (read > 0)
      await audit(ctx, tx, {
        action: "user.notifications_read",
        salon: null,
        subject: { type: "user", id: userId },
        before: { unread: read },
        after: { unread: 0 },
      });
    return { read };
  });
}
