import type { Channel, NotificationKind } from "@salon/contracts";

/** What somebody has asked for, where it differs from what everybody gets. */
export type Wishes = ReadonlyMap<`${NotificationKind}:${Channel}`, boolean>;

/** What somebody must answer: it always stands in the app of everybody who can. */
const REQUESTS: ReadonlySet<NotificationKind> = new Set([
  "salon_booking_requested",
  "salon_team_booking_requested",
]);

/** Kinds for customers that one may do without. What a visit depends on always comes by e-mail. */
const OPTIONAL: ReadonlySet<NotificationKind> = new Set(["booking_reminder", "review_requested"]);

/** A push goes where there is a device. */
const USUAL: Record<Channel, boolean> = { email: true, in_app: true, sms: false, push: true };

/** What is told to the people of a salon, not to its customers. */
export function isForSalon(kind: NotificationKind): boolean {
  return kind.startsWith("salon_");
}

/** What is told of others' calendars: to those who ask for it. */
export function isForTeam(kind: NotificationKind): boolean {
  return kind.startsWith("salon_team_");
}

export function isOptional(kind: NotificationKind): boolean {
  return isForSalon(kind) || OPTIONAL.has(kind);
}

/** Whether nobody can switch it off. */
export function isFixed(kind: NotificationKind, channel: Channel): boolean {
  return REQUESTS.has(kind) ? channel === "in_app" : channel === "email" && !isOptional(kind);
}

/** Whether a person with an account gets this kind in this way. */
export function isWanted(kind: NotificationKind, channel: Channel, wishes: Wishes): boolean {
  return isFixed(kind, channel) || (wishes.get(`${kind}:${channel}`) ?? isUsual(kind, channel));
}

function isUsual(kind: NotificationKind, channel: Channel): boolean {
  return !isForTeam(kind) && USUAL[channel];
}

/** By which way a client without an account is reached; undefined: by none. */
export function wayTo({ email, phone }: { email: string | null; phone: string | null }): Channel | undefined {
  if (email !== null) return "email";
  return phone === null ? undefined : "sms";
}
