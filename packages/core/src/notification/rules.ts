import type { Channel, NotificationKind } from "@salon/contracts";

/** What somebody has asked for, where it differs from what everybody gets. */
export type Wishes = ReadonlyMap<`${NotificationKind}:${Channel}`, boolean>;

/** Kinds that one may do without. What a visit depends on always comes by e-mail. */
const OPTIONAL: ReadonlySet<NotificationKind> = new Set([
  "booking_reminder",
  "review_requested",
  "salon_booking_created",
  "salon_booking_rescheduled",
  "salon_booking_cancelled",
  "salon_booking_assigned",
  "salon_booking_unassigned",
]);

const USUAL: Record<Channel, boolean> = { email: true, in_app: true, sms: false, push: false };

export function isOptional(kind: NotificationKind): boolean {
  return OPTIONAL.has(kind);
}

/** Whether nobody can switch it off. */
export function isFixed(kind: NotificationKind, channel: Channel): boolean {
  return channel === "email" && !isOptional(kind);
}

/** Whether a person with an account gets this kind in this way. */
export function isWanted(kind: NotificationKind, channel: Channel, wishes: Wishes): boolean {
  return isFixed(kind, channel) || (wishes.get(`${kind}:${channel}`) ?? USUAL[channel]);
}

/** By which way a client without an account is reached; undefined: by none. */
export function wayTo({ email, phone }: { email: string | null; phone: string | null }): Channel | undefined {
  if (email !== null) return "email";
  return phone === null ? undefined : "sms";
}
