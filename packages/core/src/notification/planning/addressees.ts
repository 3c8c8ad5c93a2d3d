import type { NotificationKind } from "@salon/contracts";
import { isAtLeast } from "../../access/index.ts";
import type { EventRow } from "../../event/index.ts";
import type { Told, Calendars } from "./queries.ts";

/** An account, or a client without one. */
export type Addressee = { readonly userId: string } | { readonly clientId: string };

/** Whoever booked; otherwise whoever is served: one of them, and their account if they have one. */
export function customerOf({ source, bookerId, clientId, clientUserId }: Told): Addressee | undefined {
  const userId = source !== "salon" && bookerId !== null ? bookerId : clientUserId;
  if (userId !== null) return { userId };
  return clientId === null ? undefined : { clientId };
}

/**
 * Those with an account in whose calendar it is, or was, each with what they are told; where none of them has one, the
 * salon's managers. Nobody is told what they did themselves.
 */
export function colleaguesOf(
  event: EventRow,
  kind: NotificationKind | null,
  calendars: Calendars,
): { to: Addressee; kind: NotificationKind }[] {
  const changes = new Map(
    staffIdsOf(event).map((staffId) => [calendars.accounts.get(staffId), changeFor(event, staffId)]),
  );
  return concernedBy(event, calendars).flatMap((userId) => {
    const toldAs = changes.get(userId) ?? kind;
    return toldAs === null || isDoneBy(event, userId) ? [] : [{ to: { userId }, kind: toldAs }];
  });
}

function concernedBy(event: EventRow, { accounts, desks }: Calendars): string[] {
  const own = [...new Set(staffIdsOf(event).flatMap((staffId) => accounts.get(staffId) ?? []))];
  if (own.length > 0) return own;
  const desk = desks.get(event.salonId) ?? [];
  return desk.filter(({ role }) => isAtLeast(role, "manager")).map(({ userId }) => userId);
}

function isDoneBy({ actorKind, actorId }: EventRow, userId: string): boolean {
  return actorKind === "user" && userId === actorId;
}

const TEAM: { readonly [Kind in NotificationKind]?: NotificationKind } = {
  salon_booking_requested: "salon_team_booking_requested",
  salon_booking_created: "salon_team_booking_created",
  salon_booking_rescheduled: "salon_team_booking_rescheduled",
  salon_booking_cancelled: "salon_team_booking_cancelled",
};

/** The salon's front desk, its managers and its owners, but for those who are told of their own calendar. */
export function teamOf(
  event: EventRow,
  kind: NotificationKind | null,
  calendars: Calendars,
): { to: Addressee; kind: NotificationKind }[] {
  const toldAs = kind === null ? undefined : TEAM[kind];
  if (toldAs === undefined) return [];
  const concerned = new Set(concernedBy(event, calendars));
  return (calendars.desks.get(event.salonId) ?? [])
    .filter(({ userId }) => !concerned.has(userId) && !isDoneBy(event, userId))
    .map(({ userId }) => ({ to: { userId }, kind: toldAs }));
}

/** Whether it came to somebody, or went from them. */
function changeFor({ data, previous }: EventRow, staffId: string): NotificationKind | undefined {
  const [former, present] = [idsIn(previous["staffIds"]), idsIn(data["staffIds"])];
  if (previous["staffIds"] === undefined || (former.includes(staffId) && present.includes(staffId)))
    return undefined;
  return present.includes(staffId) ? "salon_booking_assigned" : "salon_booking_unassigned";
}

export function staffIdsOf({ data, previous }: Pick<EventRow, "data" | "previous">): string[] {
  return [data["staffIds"], previous["staffIds"]].flatMap(idsIn);
}

function idsIn(ids: unknown): string[] {
  return Array.isArray(ids) ? (ids as string[]) : [];
}
