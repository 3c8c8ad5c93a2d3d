import type { NotificationKind } from "@salon/contracts";
import type { EventRow } from "../../event/index.ts";
import type { Told, Calendars } from "./queries.ts";

/** An account, or a client without one. */
export type Addressee = { readonly userId: string } | { readonly clientId: string };

/** Whoever booked; otherwise whoever is served: one of them, and their account if they have one. */
export function customerOf({ source, bookerId, clientId, clientUserId }: Told): Addressee | undefined {
  const userId = source === "api" && bookerId !== null ? bookerId : clientUserId;
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
  { accounts, managers }: Calendars,
): { to: Addressee; kind: NotificationKind }[] {
  const own = [...new Set(staffIdsOf(event))].flatMap((staffId) => {
    const userId = accounts.get(staffId);
    return userId === undefined ? [] : [{ userId, kind: changeFor(event, staffId) ?? kind }];
  });
  const managing = managers.get(event.salonId) ?? [];
  const told = own.length > 0 ? own : managing.map((userId) => ({ userId, kind }));
  return told.flatMap(({ userId, kind: toldAs }) => {
    const isTheirs = event.actorKind === "user" && userId === event.actorId;
    return toldAs === null || isTheirs ? [] : [{ to: { userId }, kind: toldAs }];
  });
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
