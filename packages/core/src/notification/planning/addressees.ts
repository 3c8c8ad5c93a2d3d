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
 * Those with an account in whose calendar it is, or was; where none of them has one, the salon's managers. Nobody is
 * told what they did themselves.
 */
export function colleaguesOf(event: EventRow, { accounts, managers }: Calendars): Addressee[] {
  const own = [...new Set(staffIdsOf(event).flatMap((staffId) => accounts.get(staffId) ?? []))];
  const told = own.length > 0 ? own : (managers.get(event.salonId) ?? []);
  return told
    .filter((userId) => event.actorKind !== "user" || userId !== event.actorId)
    .map((userId) => ({ userId }));
}

export function staffIdsOf({ data, previous }: Pick<EventRow, "data" | "previous">): string[] {
  return [data["staffIds"], previous["staffIds"]].flatMap((ids) =>
    Array.isArray(ids) ? (ids as string[]) : [],
  );
}
