import { allow, atLeast, isAtLeast, within } from "../access/index.ts";
import type { Verdict } from "../access/index.ts";
import type { Scope } from "@salon/contracts";
import type { Actor } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { LinkSigner } from "../ports.ts";
import { isLinkTo } from "./manage-link.ts";
import { isTokenOf } from "./token.ts";
import type { BookingRecord } from "./record.ts";

export type Party =
  | "holder"
  | "customer"
  /** A stylist in whose calendar it is not: may nothing, and is told so. */
  | "colleague"
  | "stylist"
  | "receptionist"
  | "manager"
  | "key"
  | "system";

type Asking = { readonly actor: Actor; readonly links: LinkSigner };

/** What the caller is to a booking; undefined: a stranger, for whom it does not exist. */
export function partyTo({ actor, links }: Asking, record: BookingRecord): Party | undefined {
  switch (actor.kind) {
    case "system":
      return "system";
    case "bookingHolder":
      return isTokenOf(actor.token, record.booking.tokenHash) || isLinkTo(links, actor.token, record)
        ? "holder"
        : undefined;
    case "apiKey":
      return actor.salonId === record.booking.salonId ? "key" : undefined;
    case "user":
      return memberIn(record) ?? (isOwn(actor.userId, record) ? "customer" : colleagueOf(record));
    case "anonymous":
      return undefined;
  }
}

function memberIn({ role, inOwnCalendar }: BookingRecord): Party | undefined {
  if (isAtLeast(role, "manager")) return "manager";
  if (isAtLeast(role, "receptionist")) return "receptionist";
  return role === "stylist" && inOwnCalendar ? "stylist" : undefined;
}

function colleagueOf({ role }: BookingRecord): Party | undefined {
  return role === null ? undefined : "colleague";
}

function isOwn(userId: string, { booking: { bookerId, source }, client }: BookingRecord): boolean {
  return (source !== "salon" && bookerId === userId) || client?.userId === userId;
}

const SALONS_OWN: readonly Party[] = ["stylist", "receptionist", "manager", "key", "system"];

/** Whether somebody acts for the salon and not for whoever booked. */
export function actsForSalon(party: Party): boolean {
  return SALONS_OWN.includes(party);
}

/** Stylists see the bookings of their own calendar in the list. */
export const mayListBookings = atLeast("stylist", "bookings:read");
/** All of them at once. */
export const mayExportBookings = atLeast("manager", "bookings:read");
/** For the salon: a key is nobody's customer. */
export const mayBookForSalon = atLeast("receptionist", "bookings:write");

/** Whom an operation on a booking is open to; a key of the salon may what its scope says, and without one no key may. */
export type MayDo = { readonly parties: readonly Party[]; readonly scope?: Scope };

const EVERY_PARTY: readonly Party[] = ["holder", "customer", ...SALONS_OWN];

/** Its holder, its customer and the salon's people. */
export const mayReadBooking: MayDo = { parties: EVERY_PARTY, scope: "bookings:read" };
export const mayMoveBooking: MayDo = { parties: EVERY_PARTY, scope: "bookings:write" };

/** Confirm and release are the holder's; at the front desk, the receptionist's. */
export const mayEndHold: MayDo = {
  parties: EVERY_PARTY.filter((party) => party !== "stylist"),
  scope: "bookings:write",
};

/** Approve, decline, check in, start, complete, no-show; change people and minutes. */
export const mayAttend: MayDo = { parties: SALONS_OWN, scope: "bookings:write" };

/** Reopen; change prices and discounts; override. */
export const mayCorrect: MayDo = { parties: ["manager", "system"], scope: "bookings:override" };

export function mayDo(ctx: { readonly actor: Actor }, party: Party, may: MayDo): boolean {
  return judgeParty(ctx.actor, party, may) === "allowed";
}

/** Throws `forbidden` unless the caller, who is this party to a booking, may. */
export function expectMay(ctx: { readonly actor: Actor }, party: Party, may: MayDo): void {
  allow(judgeParty(ctx.actor, party, may), ctx, "booking");
}

/** What a manager may pass is recorded with the booking; nobody passes what is taken. Throws `forbidden`. */
export function expectOverride(
  ctx: { readonly actor: Actor },
  party: Party,
  override: readonly unknown[],
): void {
  if (override.length === 0) return;
  const verdict = judgeParty(ctx.actor, party, mayCorrect);
  if (verdict === "forbidden")
    throw new DomainError("forbidden", "Only a manager of the salon may override.");
  allow(verdict, ctx, "booking");
}

function judgeParty(actor: Actor, party: Party, { parties, scope }: MayDo): Verdict {
  if (actor.kind === "apiKey") return scope ? within(actor.scopes, scope) : "forbidden";
  return parties.includes(party) ? "allowed" : "forbidden";
}
