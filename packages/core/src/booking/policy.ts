import { atLeast, isAtLeast } from "../access/index.ts";
import type { Verdict } from "../access/index.ts";
import type { Actor } from "../context.ts";
import { DomainError } from "../errors.ts";
import { isTokenOf } from "./token.ts";
import type { BookingRecord } from "./record.ts";

export type Party = "holder" | "customer" | "stylist" | "receptionist" | "manager" | "system";

/** What the caller is to a booking; undefined: a stranger, for whom it does not exist. */
export function partyTo(actor: Actor, record: BookingRecord): Party | undefined {
  if (actor.kind === "system") return "system";
  if (actor.kind === "bookingHolder")
    return isTokenOf(actor.token, record.booking.tokenHash) ? "holder" : undefined;
  if (actor.kind !== "user") return undefined;
  if (isAtLeast(record.role, "manager")) return "manager";
  if (isAtLeast(record.role, "receptionist")) return "receptionist";
  if (record.role === "stylist" && record.inOwnCalendar) return "stylist";
  const { bookerId, source } = record.booking;
  const isOwn = (source === "api" && bookerId === actor.userId) || record.client?.userId === actor.userId;
  return isOwn ? "customer" : undefined;
}

const SALONS_OWN: ReadonlySet<Party> = new Set(["stylist", "receptionist", "manager", "system"]);

/** Whether somebody acts for the salon and not for whoever booked. */
export function actsForSalon(party: Party): boolean {
  return SALONS_OWN.has(party);
}

/** Stylists see the bookings of their own calendar in the list. */
export const mayListBookings = atLeast("stylist");

export type MayDo = (party: Party) => Verdict;

/** Its holder, its customer and the salon's people. */
export const mayReadBooking: MayDo = () => "allowed";
export const mayMoveBooking: MayDo = () => "allowed";

/** Confirm and release are the holder's; at the front desk, the receptionist's. */
export const mayEndHold: MayDo = (party) => (party === "stylist" ? "forbidden" : "allowed");

/** Approve, decline, check in, start, complete, no-show. */
export const mayAttend: MayDo = (party) => (actsForSalon(party) ? "allowed" : "forbidden");

/** Reopen; change prices and discounts. */
export const mayCorrect: MayDo = (party) =>
  party === "manager" || party === "system" ? "allowed" : "forbidden";

/** What a manager may pass is recorded with the booking; nobody passes what is taken. Throws `forbidden`. */
export function expectOverride(party: Party, override: readonly unknown[]): void {
  if (override.length === 0 || party === "manager" || party === "system") return;
  throw new DomainError("forbidden", "Only a manager of the salon may override.");
}
