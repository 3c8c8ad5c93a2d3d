import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Person } from "../index.ts";
import { by, PERSONAL } from "./change.ts";
import type { Change, Place, Prepare } from "./change.ts";

const reminders = { kind: "booking_reminder", channel: "email", enabled: false } as const;

/** What somebody was told, wants to be told, and where. */
export const notificationChanges = {
  "devices.register": async ({ api }) => {
    const alice = await api.signUp("Alice");
    return inSession(alice, async ({ devices }) => {
      const { id: subjectId } = await devices.register(phone());
      return [{ action: "device.registered", subjectId, before: null, after: KEPT, salonId: null }];
    });
  },
  "devices.remove": async ({ api }) => {
    const alice = await api.signUp("Alice");
    const { id: deviceId } = await alice.api.devices.register(phone());
    return inSession(alice, async ({ devices }) => {
      await devices.remove({ deviceId });
      return [{ action: "device.removed", subjectId: deviceId, before: KEPT, after: null, salonId: null }];
    });
  },
  "notifications.read": async (place) => {
    const notificationId = await tell(place, place.bea);
    return by(place.bea, async ({ notifications }) => {
      await notifications.read({ notificationId });
      const [before, after] = [{ readAt: null }, { readAt: expect.any(String) as string }];
      return [{ action: "notification.read", subjectId: notificationId, before, after, salonId: null }];
    });
  },
  "notifications.readAll": async (place) => {
    const alice = await place.api.signUp("Alice");
    await tell(place, alice);
    return by(alice, async ({ notifications }) => {
      await notifications.readAll();
      const [before, after] = [{ unread: 1 }, { unread: 0 }];
      const subjectId = alice.userId;
      return [{ action: "user.notifications_read", subjectId, before, after, salonId: null }];
    });
  },
  "notifications.setPreferences": async ({ api }) => {
    const alice = await api.signUp("Alice");
    return by(alice, async ({ notifications }) => {
      await notifications.setPreferences({ preferences: [reminders] });
      return [switchedOff(alice)];
    });
  },
  "notifications.unsubscribe": async ({ api }) => {
    const alice = await api.signUp("Alice");
    const subject = `booking_reminder.user.${alice.userId}`;
    const token = `${subject}.${api.deps.links.sign("unsubscribe", subject)}`;
    return by(alice, async ({ notifications }) => {
      await notifications.unsubscribe({ token });
      return [switchedOff(alice)];
    });
  },
} satisfies Record<string, Prepare>;

const KEPT = { platform: "ios", name: PERSONAL };
const phone = () => ({ platform: "ios", token: randomUUID(), name: "Alice's phone" }) as const;

function inSession({ userId, sessionId }: Person, make: Change["make"]): Change {
  return { by: { kind: "user", userId, emailVerified: true, sessionId }, make };
}

function switchedOff({ userId: subjectId }: Person) {
  const [before, after] = [{ "booking_reminder.email": true }, { "booking_reminder.email": false }];
  return { action: "user.notifications_set", subjectId, before, after, salonId: null };
}

/** As the worker would, of some booking. */
async function tell({ api, businessId, salonId }: Place, { userId }: Person): Promise<string> {
  const id = randomUUID();
  await api.sql`
    insert into notifications (business_id, id, salon_id, kind, subject_id, version, user_id, starts_at, shown_in, shown_at)
    values (${businessId}, ${id}, ${salonId}, 'booking_confirmed', ${randomUUID()}, 1, ${userId}, now(), pg_current_xact_id(), now())`;
  return id;
}
